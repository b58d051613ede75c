import { createMemoryHistory, createRootRoute, createRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, configure, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import type { RunDetail } from "../../../core/generated/RunDetail";
import type { RunRow } from "../../../core/generated/RunRow";
import { Actions, ActionsContext } from "../../../shell/keys";
import { parseSearch, stringifySearch } from "../../../shell/search";
import { attempt, detail, row, run, runDetail } from "../sample";
import { RunPage } from "./RunPage";

// What is shown last follows from several answers, and a busy machine takes its time over each.
configure({ asyncUtilTimeout: 5000 });

const against = { run: "run_2", started_at: run.started_at, done: 1000, total: 1000 };
const compared: RunDetail = { ...runDetail, against, comparable: [against], fixed: 31, regressed: 3, same: 578, failed: 35 };
const running: RunDetail = { ...compared, run: { ...run, state: "running", total: 1000, done: 612, succeeded: 577 }, rate_per_second: 84, left_ms: 4700 };
const regressed: RunRow = {
  ...row,
  then: { attempt: "att_5", status: 200, failure: null, took_ms: 10 },
  now: { attempt: "att_7", status: null, failure: "timeout", took_ms: 10_000 },
  change: "regressed",
  answer_begins: "Waited 10 s",
};

let actions: Actions;

beforeEach(() => {
  actions = new Actions();
});

afterEach(cleanup);

function shown(answers: ConstructorParameters<typeof FakeTransport>[0] = {}, address = ""): FakeTransport {
  const transport = new FakeTransport({
    "runs.detail": () => compared,
    "runs.rows": () => [regressed],
    "runs.cancel": () => run,
    "runs.pause": () => run,
    "runs.resume": () => run,
    "runs.again": () => ({ ...run, id: "run_4" }),
    "runs.export": () => ({ file_name: "run-3.md", text: "# Run 3" }),
    "captures.detail": () => detail,
    "attempts.detail": (argument) => ({ attempt: { ...attempt, id: (argument as { id: string }).id }, request_headers: [], exceptions: [], answer: { status: 200, headers: [], truncated: false }, answer_text: (argument as { id: string }).id }),
    ...answers,
  });
  const root = createRootRoute();
  const page = createRoute({ getParentRoute: () => root, path: "/replays/$run", component: () => <RunPage run={page.useParams().run} /> });
  const history = createMemoryHistory({ initialEntries: [`/replays/run_3${address}`] });
  const router = createRouter({ routeTree: root.addChildren([page]), history, parseSearch, stringifySearch });
  render(
    <ActionsContext value={actions}>
      <Core transport={transport}>
        <RouterProvider router={router as never} />
      </Core>
    </ActionsContext>,
  );
  return transport;
}

function act(id: string): void {
  actions.all().find((action) => action.id === id && action.enabled !== false)?.run();
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((call) => call.name === name)?.argument;

test("a run under way says how far and how fast it is, and what changed", async () => {
  shown({ "runs.detail": () => running });
  expect(await screen.findByText("Running")).toBeDefined();
  const figures = screen.getByRole("region", { name: "Plan and progress" });
  expect(figures.textContent).toContain("612of 1,000");
  expect(figures.textContent).toContain("84a second");
  expect(figures.textContent).toContain("5seconds");
  expect(figures.textContent).toContain("Regressed3");
  expect(within(figures).getByText("one at a time")).toBeDefined();
});

test("a run under way can be paused and cancelled, one that ended can be made again", async () => {
  const transport = shown({ "runs.detail": () => running });
  fireEvent.click(await screen.findByRole("button", { name: /^Pause/ }));
  await waitFor(() => expect(transport.times("runs.pause")).toBe(1));
  expect(screen.queryByRole("button", { name: /^Run again/ })).toBeNull();
  act("run.cancel");
  await waitFor(() => expect(transport.times("runs.cancel")).toBe(1));
});

test("what failed is sent again as another run, whose page is opened", async () => {
  const transport = shown();
  fireEvent.click(await screen.findByRole("button", { name: /^Re-run 35 failures/ }));
  await waitFor(() => expect(argumentOf(transport, "runs.again")).toEqual({ run: "run_3", failures: true }));
  await waitFor(() => expect(argumentOf(transport, "runs.detail")).toEqual({ run: "run_4", against: null }));
});

test("an interrupted run says where it stopped and goes on when asked", async () => {
  const transport = shown({ "runs.detail": () => ({ ...compared, run: { ...run, state: "interrupted", total: 1000, done: 612 } }) });
  expect(await screen.findByText(/Hookwright ended after 612 of 1,000\. The other 388 were not sent/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /^Resume/ }));
  await waitFor(() => expect(transport.times("runs.resume")).toBe(1));
});

test("a row that regressed opens with its attempt, and d holds both answers side by side", async () => {
  shown();
  await waitFor(() => expect(actions.all().find(({ id }) => id === "results.compare")?.enabled).toBe(true));
  act("results.compare");
  const pane = await screen.findByRole("region", { name: "Exchange 1 of run 3" });
  expect(await within(pane).findByText("att_5")).toBeDefined();
  expect(within(pane).getByText("att_7")).toBeDefined();
  fireEvent.click(within(pane).getByRole("button", { name: "Attempt" }));
  expect(await within(pane).findByText("Exchange 1 against the original answer")).toBeDefined();
  act("results.close");
  await waitFor(() => expect(screen.queryByRole("region", { name: "Exchange 1 of run 3" })).toBeNull());
});

test("rows are filtered, and asked for in the order that stands in the address", async () => {
  const transport = shown({}, "?order=as_sent");
  fireEvent.click(await screen.findByRole("button", { name: /^Not 2xx/ }));
  await waitFor(() => expect(argumentOf(transport, "runs.rows")).toMatchObject({ run: "run_3", against: "run_2", show: "failed", order: "as_sent", from: 0 }));
});

test("without an earlier run it says what came back instead of what changed", async () => {
  shown({ "runs.detail": () => runDetail, "runs.rows": () => [row] });
  expect(await screen.findByText("Answered 2xx")).toBeDefined();
  expect(screen.queryByRole("button", { name: /^Regressed/ })).toBeNull();
  expect(screen.queryByRole("button", { name: /^Against/ })).toBeNull();
});

test("a run that does not exist is said, and tried again when asked", async () => {
  const transport = shown({ "runs.detail": () => Promise.reject({ code: "not_found", message: "run_3 does not exist" }) });
  expect(await screen.findByText("run_3 does not exist")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  await waitFor(() => expect(transport.times("runs.detail")).toBe(2));
});

test("rows that cannot be read say so in their place alone", async () => {
  shown({ "runs.rows": () => Promise.reject({ code: "failed", message: "the disk is full" }) });
  expect(await screen.findByText("the disk is full")).toBeDefined();
  expect(screen.getByRole("region", { name: "Answers" })).toBeDefined();
});
