import { cleanup, configure, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import { ReplayDialog } from "./ReplayDialog";
import { IntentsContext } from "../../../shell/intents";
import { attempt, bare, detail, plan, row, run, runDetail, stripe } from "../sample";

// What is shown last follows from several answers, and a busy machine takes its time over each.
configure({ asyncUtilTimeout: 5000 });

let opened: string[] = [];

beforeEach(() => {
  localStorage.clear();
  opened = [];
});

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

const noIntents = { replay: () => undefined, replayAll: () => undefined, deliver: () => undefined, editSource: () => undefined, chooseScheme: () => undefined };

type Shown = { captures?: string[]; how?: "as_is" | "edit"; body?: Uint8Array<ArrayBuffer> };

function shown(answers: ConstructorParameters<typeof FakeTransport>[0] = {}, { captures = ["cap_1"], how = "as_is", body }: Shown = {}) {
  vi.stubGlobal("fetch", async () => new Response(body ?? new TextEncoder().encode('{"a":1}')));
  const transport = new FakeTransport({
    "replay.targets": () => ["http://localhost:3000/in"],
    "captures.detail": () => detail,
    "sources.list": () => [stripe],
    "runs.preview": () => ({ captures: captures.length, total: captures.length, first: "POST /in HTTP/1.1", problems: [], notes: [] }),
    "runs.start": () => run,
    "runs.detail": () => runDetail,
    "runs.rows": () => [row],
    "runs.cancel": () => run,
    "attempts.detail": () => ({ attempt, request_headers: [], exceptions: ["Host is localhost:3000 instead of example.com"], answer: null, answer_text: null }),
    ...answers,
  });
  render(
    <Core transport={transport}>
      <IntentsContext value={{ ...noIntents, openRun: (id) => opened.push(id) }}>
        <ReplayDialog of={{ kind: "captures", ids: captures }} how={how} onClose={() => undefined} />
      </IntentsContext>
    </Core>,
  );
  return transport;
}

function started(transport: FakeTransport): unknown {
  return transport.asked.find(({ name }) => name === "runs.start")?.argument;
}

async function send(target = "http://localhost:3000/in"): Promise<void> {
  const field = await screen.findByRole("combobox", { name: "Send to" });
  await waitFor(() => expect((field as HTMLInputElement).value).toBe(target));
  fireEvent.click(screen.getByRole("button", { name: /^Send/ }));
}

test("what goes to the last target is answered with what can be proved about its bytes", async () => {
  const transport = shown();
  await send();
  expect(await screen.findByText(/equal the capture's, except: Host is localhost:3000 instead of example.com\./)).toBeDefined();
  expect(screen.getByText("200")).toBeDefined();
  expect(started(transport)).toEqual({ chosen: { kind: "captures", ids: ["cap_1"] }, plan });
});

test("a target that is no URL is not sent to", async () => {
  const transport = shown({ "replay.targets": () => [] });
  await send("");
  expect(await screen.findByText(/Say where to send it/)).toBeDefined();
  expect(transport.times("runs.start")).toBe(0);
});

test("without a secret it says why it cannot be signed afresh", async () => {
  shown({ "sources.list": () => [bare] });
  expect(await screen.findByText(/stripe has no secret to sign with/)).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: "Signed afresh" }).disabled).toBe(true);
});

test("what was edited is sent as a copy that is signed afresh", async () => {
  const transport = shown({}, { how: "edit" });
  fireEvent.change(await screen.findByLabelText("Headers"), { target: { value: "X-New: 1" } });
  await send();
  await waitFor(() => expect(started(transport)).toMatchObject({
      plan: { resign: true, template: { method: null, set_headers: [["X-New", "1"]], remove_headers: ["Content-Type"], body: null } },
    }));
});

test("a body that is not UTF-8 is not edited", async () => {
  shown({}, { how: "edit", body: new Uint8Array([0xff, 0xfe]) });
  expect(await screen.findByText(/not UTF-8 text: it is sent as it came/)).toBeDefined();
  expect(screen.queryByText("Body")).toBeNull();
});

test("one capture sent many times shows how far it is and can be cancelled", async () => {
  const going = { ...run, state: "running" as const, total: 400, done: 100, elapsed_ms: 2000 };
  const transport = shown({ "runs.start": () => going, "runs.detail": () => ({ ...runDetail, run: going }) });
  await send();
  expect(await screen.findByText("100 of 400")).toBeDefined();
  expect(screen.getByText("50 a second, about 6 s left")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(transport.times("runs.cancel")).toBe(1));
  expect(opened).toEqual([]);
});

test("several captures become a run with a page of its own", async () => {
  shown({}, { captures: ["cap_1", "cap_2"] });
  await send();
  await waitFor(() => expect(opened).toEqual(["run_3"]));
});

test("an answer stands beside the one of the last time", async () => {
  const against = { run: "run_2", started_at: run.started_at, done: 1, total: 1 };
  const fixed = { ...row, then: { ...row.now, attempt: "att_5", status: 500 }, change: "fixed" as const };
  shown({ "runs.detail": () => ({ ...runDetail, against, comparable: [against] }), "runs.rows": () => [fixed] });
  await send();
  expect(await screen.findByText("Fixed")).toBeDefined();
  expect(screen.getByText("500")).toBeDefined();
});

test("the failure of an attempt is told in its own words", async () => {
  const failure = { kind: "refused" as const, message: "localhost:3000 refused the connection. Start your server." };
  const refused = { ...attempt, status: null, failure, exact: null };
  shown({ "attempts.detail": () => ({ attempt: refused, request_headers: [], exceptions: [], answer: null, answer_text: null }) });
  await send();
  expect(await screen.findByText(failure.message)).toBeDefined();
  expect(screen.getByText("refused")).toBeDefined();
});

test("what the preview finds wrong is said before anything is sent", async () => {
  shown({ "runs.preview": () => ({ captures: 0, total: 0, first: null, problems: ["No capture matches this filter."], notes: [] }) });
  expect(await screen.findByText("No capture matches this filter.")).toBeDefined();
});

test("order, pace and the rest are folded away and kept in the plan", async () => {
  const transport = shown();
  fireEvent.click(await screen.findByText("More"));
  fireEvent.change(screen.getByLabelText("Times"), { target: { value: "3" } });
  fireEvent.change(screen.getByLabelText("At once"), { target: { value: "2" } });
  fireEvent.click(screen.getByText(/^Stop at the first/));
  fireEvent.click(screen.getByText("Faults on the way out"));
  fireEvent.change(screen.getByLabelText("Dropped"), { target: { value: "12.5" } });
  await send();
  await waitFor(() => expect(started(transport)).toMatchObject({ plan: { times: 3, concurrency: 2, stop_on_failure: true, faults: { drop: 0.125, seed: 1 } } }));
});

test("all that match a filter and a time can be sent instead", async () => {
  const transport = shown();
  fireEvent.click(await screen.findByText("More"));
  fireEvent.click(screen.getByRole("button", { name: "All that match" }));
  fireEvent.change(screen.getByLabelText("Captures that match"), { target: { value: "source:stripe" } });
  fireEvent.change(screen.getByLabelText("Received from"), { target: { value: "2026-01-31 12:00" } });
  await send();
  const since = new Date("2026-01-31T12:00:00").toISOString().replace(".000", "");
  await waitFor(() => expect(started(transport)).toMatchObject({ chosen: { kind: "filter", filter: `source:stripe since:${since}` } }));
});

test("a template changes every request, and a patch that is no list is refused", async () => {
  const transport = shown({}, { captures: ["cap_1", "cap_2"] });
  fireEvent.click(await screen.findByRole("button", { name: "Changed" }));
  fireEvent.change(screen.getByLabelText("Set header fields"), { target: { value: "X-Run: {{index}}" } });
  fireEvent.click(screen.getByRole("button", { name: "Moved to now" }));
  await send();
  const template = { set_headers: [["X-Run", "{{index}}"]], shift_time: "to_now", json_patch: null };
  await waitFor(() => expect(started(transport)).toMatchObject({ plan: { resign: true, template } }));
});
