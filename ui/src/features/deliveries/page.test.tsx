import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import { type Intents, IntentsContext } from "../../shell/intents";
import { Actions, ActionsContext } from "../../shell/keys";
import { parseSearch, stringifySearch } from "../../shell/search";
import { DeliveriesPage } from "./DeliveriesPage";
import { attemptOf, counts, countsOf, delivery, detail, overview, schedule } from "./sample";

beforeEach(() => {
  // Rows exist only where there is room for them.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(900);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const intents: Intents = { replay: vi.fn(), replayAll: vi.fn(), openRun: vi.fn(), deliver: vi.fn(), editSource: vi.fn(), chooseScheme: vi.fn() };
const none = { ...counts, by_state: countsOf({}), by_endpoint: [], queued: 0, next: [] };
const dead = { ...delivery, state: "failed" as const, due_at: null };

type Answers = ConstructorParameters<typeof FakeTransport>[0];

function shown(address: string, answers: Answers = {}) {
  const transport = new FakeTransport({
    "deliveries.counts": () => counts,
    "deliveries.outline": () => ({ total: 1, page_size: 200, starts: ["del_7"] }),
    "deliveries.page": () => [delivery],
    "deliveries.detail": () => detail,
    "attempts.detail": () => ({ attempt: attemptOf(2, 0).attempt, request_headers: [["webhook-id", "msg_7abc"]], exceptions: [], answer: { status: 500, headers: [], truncated: false }, answer_text: "oops" }),
    "endpoints.list": () => [overview],
    "engine.status": () => ({ place: { kind: "here" }, draining: false, running: 0, trouble: null, endpoints: [] }),
    "schedules.list": () => [schedule],
    "schemes.list": () => [],
    ...answers,
  });
  const actions = new Actions();
  const route = createRootRoute({ component: DeliveriesPage, notFoundComponent: DeliveriesPage });
  const router = createRouter({ routeTree: route, history: createMemoryHistory({ initialEntries: [`/deliveries${address}`] }), parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <ActionsContext value={actions}>
        <IntentsContext value={intents}>
          <RouterProvider router={router} />
        </IntentsContext>
      </ActionsContext>
    </Core>,
  );
  const run = async (id: string) => {
    await waitFor(() => expect(actions.all().find((action) => action.id === id && action.enabled !== false)).toBeDefined());
    actions.all().find((action) => action.id === id)?.run();
  };
  return { transport, run, router, actions };
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((call) => call.name === name)?.argument;

test("without deliveries the page teaches the command and offers the dialog", async () => {
  shown("", { "deliveries.counts": () => none, "deliveries.outline": () => ({ total: 0, page_size: 200, starts: [] }) });
  expect(await screen.findByText("Nothing was delivered yet")).toBeDefined();
  expect(screen.getByText(/hookwright deliver --to/)).toBeDefined();
});

test("the keys mean the open delivery as it is shown, before its row is read", async () => {
  const { actions } = shown("?delivery=del_7", { "deliveries.page": () => new Promise(() => undefined) });
  await screen.findByRole("region", { name: "Delivery del_7" });
  const enabled = (deed: string) => actions.all().find((action) => action.id === `deliveries.${deed}`)?.enabled;
  await waitFor(() => expect([enabled("pause"), enabled("resume")]).toEqual([true, false]));
});

test("an open delivery stands against its schedule, with what followed each attempt", async () => {
  shown("?delivery=del_7");
  const region = await screen.findByRole("region", { name: "Delivery del_7" });
  expect(within(region).getByRole("img", { name: "2 attempts made, 2 planned, over 7 h 1 min of the schedule" })).toBeDefined();
  expect((await within(region).findAllByText(/Again after 1 h/)).length).toBeGreaterThan(0);
  expect(await within(region).findByText(/oops/)).toBeDefined();
});

test("a single delivery is sent now at once, without a question", async () => {
  const { transport, run } = shown("?delivery=del_7", { "deliveries.retry": () => ({ count: 1 }) });
  await screen.findByRole("region", { name: "Delivery del_7" });
  await run("deliveries.send");
  await waitFor(() => expect(argumentOf(transport, "deliveries.retry")).toEqual({ ids: ["del_7"], restart: false }));
});

test("cancelling is asked about first", async () => {
  const { transport, run } = shown("?delivery=del_7", { "deliveries.cancel": () => ({ count: 1 }) });
  await screen.findByRole("region", { name: "Delivery del_7" });
  await run("deliveries.cancel");
  expect(await screen.findByRole("dialog", { name: "Cancel 1 delivery?" })).toBeDefined();
  expect(transport.times("deliveries.cancel")).toBe(0);
  fireEvent.click(screen.getByRole("button", { name: /Cancel them/ }));
  await waitFor(() => expect(argumentOf(transport, "deliveries.cancel")).toEqual({ ids: ["del_7"] }));
});

test("a state at a click is a term of the filter", async () => {
  const { transport } = shown("");
  fireEvent.click(await screen.findByRole("button", { name: /^Failed/ }));
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "deliveries.outline", argument: { filter: "state:failed" } }));
});

test("a filter that cannot be read says why, in place of the list", async () => {
  const refuse = () => {
    throw { code: "filter", message: '"colour:" is not known here' };
  };
  shown("?filter=colour:red", { "deliveries.outline": refuse });
  expect((await screen.findByRole("alert")).textContent).toContain("is not known here");
  expect(screen.getByText("No list under this filter")).toBeDefined();
});

test("dead letters are recovered by filter, after their number was said", async () => {
  const { transport, run } = shown("?view=dead&since=1h", {
    "deliveries.page": () => [dead],
    "deliveries.outline": () => ({ total: 12, page_size: 200, starts: ["del_7"] }),
    "deliveries.recover": () => ({ count: 12 }),
  });
  expect(await screen.findByRole("button", { name: /Recover 12 dead letters/ })).toBeDefined();
  await run("deliveries.recoverAll");
  expect((await screen.findByRole("dialog", { name: "Recover 12 dead letters?" })).textContent).toContain("same message id");
  fireEvent.click(screen.getByRole("button", { name: /^Recover(?! 12)/ }));
  await waitFor(() => expect(argumentOf(transport, "deliveries.recover")).toEqual({ filter: "state:failed since:1h" }));
});

test("an endpoint shows how it does and what its clock makes of the schedule", async () => {
  const fast = { ...overview, endpoint: { ...overview.endpoint, manner: { ...overview.endpoint.manner, speed: 1000 } } };
  shown("?view=endpoints&endpoint=ep_1", { "endpoints.list": () => [fast] });
  const region = await screen.findByRole("region", { name: "Endpoint shop" });
  expect(await within(region).findByText("Failing")).toBeDefined();
  expect(within(region).getByText(/^7 h 1 min pass in 25 s/)).toBeDefined();
});

test("a schedule of one's own is read while it is typed, and drawn before it is used", async () => {
  const own = { ...schedule, name: "1s, 2s", provider: "Own", trust: "own", waits_ms: [1000, 2000], at_ms: [0, 1000, 3000] };
  const read = ({ text }: { text: string }) => {
    if (text === "1s, 2s") return own;
    throw { code: "failed", field: "schedule", message: `"${text}" is no schedule` };
  };
  const { transport, run } = shown("?view=endpoints", { "schedules.read": (asked) => read(asked as { text: string }), "endpoints.add": () => overview });
  await run("endpoints.add");
  const dialog = await screen.findByRole("dialog", { name: "Add an endpoint" });
  fireEvent.click(await within(dialog).findByRole("combobox", { name: "Tried again" }));
  fireEvent.click(await screen.findByRole("option", { name: /My own/ }));
  const waits = await within(dialog).findByLabelText("Waits");
  fireEvent.change(waits, { target: { value: "soon" } });
  expect(await within(dialog).findByText('"soon" is no schedule')).toBeDefined();
  fireEvent.change(waits, { target: { value: "1s, 2s" } });
  expect(await within(dialog).findByText("3 attempts over 3 s")).toBeDefined();
  fireEvent.change(within(dialog).getByLabelText("URL"), { target: { value: "localhost:3000/in" } });
  fireEvent.click(within(dialog).getByRole("button", { name: /^Add endpoint/ }));
  await waitFor(() => expect(argumentOf(transport, "endpoints.add")).toMatchObject({ url: "http://localhost:3000/in", manner: { schedule: "1s, 2s", speed: 1 } }));
});

test("stopped sending is said where it matters, and goes on at a click", async () => {
  const { transport } = shown("", {
    "engine.status": () => ({ place: { kind: "here" }, draining: true, running: 0, trouble: null, endpoints: [] }),
    "engine.drain": () => ({ place: { kind: "here" }, draining: false, running: 0, trouble: null, endpoints: [] }),
  });
  fireEvent.click(await screen.findByRole("button", { name: "Go on sending" }));
  await waitFor(() => expect(argumentOf(transport, "engine.drain")).toEqual({ on: false }));
});
