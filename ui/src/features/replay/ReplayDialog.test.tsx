import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import { ReplayDialog } from "./ReplayDialog";
import { attempt, bare, detail, run, stripe } from "./sample";

beforeEach(() => localStorage.clear());

afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
});

type Shown = { captures?: string[]; how?: "as_is" | "edit"; body?: Uint8Array<ArrayBuffer> };

function shown(answers: ConstructorParameters<typeof FakeTransport>[0] = {}, { captures = ["cap_1"], how = "as_is", body }: Shown = {}) {
  vi.stubGlobal("fetch", async () => new Response(body ?? new TextEncoder().encode('{"a":1}')));
  const transport = new FakeTransport({
    "replay.targets": () => ["http://localhost:3000/in"],
    "captures.detail": () => detail,
    "sources.list": () => [stripe],
    "replay.start": () => run,
    "replay.run": () => run,
    "replay.cancel": () => run,
    "attempts.detail": () => ({ attempt, request_headers: [], exceptions: ["Host is localhost:3000 instead of example.com"], answer: null, answer_text: null }),
    ...answers,
  });
  render(
    <Core transport={transport}>
      <ReplayDialog captures={captures} how={how} onClose={() => undefined} />
    </Core>,
  );
  return transport;
}

function started(transport: FakeTransport): unknown {
  return transport.asked.find(({ name }) => name === "replay.start")?.argument;
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
  expect(started(transport)).toEqual({ captures: ["cap_1"], target: "http://localhost:3000/in", resign: false, edit: null, times: 1, concurrency: 1, timeout_ms: 30_000 });
});

test("a target that is no URL is not sent to", async () => {
  const transport = shown({ "replay.targets": () => [] });
  await send("");
  expect(await screen.findByText(/Say where to send it/)).toBeDefined();
  expect(transport.times("replay.start")).toBe(0);
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
  await waitFor(() => expect(started(transport)).toMatchObject({ resign: true, edit: { method: null, headers: [["X-New", "1"]], body: null } }));
});

test("a body that is not UTF-8 is not edited", async () => {
  shown({}, { how: "edit", body: new Uint8Array([0xff, 0xfe]) });
  expect(await screen.findByText(/not UTF-8 text: it is sent as it came/)).toBeDefined();
  expect(screen.queryByText("Body")).toBeNull();
});

test("a run of many shows how far it is and can be cancelled", async () => {
  const going = { ...run, total: 400, done: 100, finished: false, elapsed_ms: 2000, last: null };
  const transport = shown({ "replay.start": () => going, "replay.run": () => going }, { captures: ["cap_1", "cap_2"] });
  await send();
  expect(await screen.findByText("100 of 400")).toBeDefined();
  expect(screen.getByText("50 a second, about 6 s left")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  await waitFor(() => expect(transport.times("replay.cancel")).toBe(1));
});

test("the failure of an attempt is told in its own words", async () => {
  const failure = { kind: "refused" as const, message: "localhost:3000 refused the connection. Start your server." };
  const refused = { ...run, succeeded: 0, last: { ...attempt, status: null, failure, exact: null } };
  shown({ "replay.start": () => refused, "replay.run": () => refused });
  await send();
  expect(await screen.findByText(failure.message)).toBeDefined();
  expect(screen.getByText("refused")).toBeDefined();
});
