import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import { Actions, ActionsContext } from "../../shell/keys";
import { parseSearch, stringifySearch } from "../../shell/search";
import { ProvidersPage } from "./ProvidersPage";
import { at, attemptOf, callOf, infos, profiles, run, sent, status } from "./sample";

beforeEach(() => {
  // Rows exist only where there is room for them.
  vi.spyOn(HTMLElement.prototype, "offsetHeight", "get").mockReturnValue(600);
  vi.spyOn(HTMLElement.prototype, "offsetWidth", "get").mockReturnValue(900);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

type Answers = ConstructorParameters<typeof FakeTransport>[0];

function shown(address: string, answers: Answers = {}) {
  const transport = new FakeTransport({
    "profiles.providers": () => infos,
    "profiles.list": () => profiles,
    "profiles.deliveries": () => ({ rows: [sent("d_1", "brand.vetted", "succeeded"), sent("d_2", "campaign.rejected", "failed")], next: null }),
    "emulations.list": () => [run],
    "emulations.detail": () => run,
    "emulations.status": () => status,
    "emulations.keys": () => [{ id: "key_1", organization: "o_1", scopes: [], label: "", api_key: "sk_made_up", hint: "sk_m…", created_at: at, revoked_at: null }],
    "emulations.hosting": () => ({ hosting: "self_hosted" }),
    "emulations.troubles": () => [],
    "emulations.speed": () => ({ speed: 1 }),
    "captures.page": () => [],
    "redeliveries.list": () => [],
    "provider_calls.page": () => [],
    "sources.list": () => [],
    "receiver.status": () => ({ state: "listening", url: "http://127.0.0.1:4400" }),
    ...answers,
  });
  const actions = new Actions();
  const route = createRootRoute({ component: ProvidersPage, notFoundComponent: ProvidersPage });
  const router = createRouter({ routeTree: route, history: createMemoryHistory({ initialEntries: [`/providers${address}`] }), parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <ActionsContext value={actions}>
        <RouterProvider router={router} />
      </ActionsContext>
    </Core>,
  );
  const act = async (id: string) => {
    await waitFor(() => expect(actions.all().find((action) => action.id === id && action.enabled !== false)).toBeDefined());
    actions.all().find((action) => action.id === id)?.run();
  };
  return { transport, act };
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((call) => call.name === name)?.argument;

test("without profiles the page teaches the command and offers the dialog", async () => {
  shown("", { "profiles.list": () => [] });
  expect(await screen.findByText("No profile yet")).toBeDefined();
  expect(screen.getByText(/hookwright provider add/)).toBeDefined();
});

test("only profiles whose provider keeps a list are read", async () => {
  const { transport } = shown("");
  await waitFor(() => expect(transport.times("profiles.deliveries")).toBe(1));
  expect(argumentOf(transport, "profiles.deliveries")).toMatchObject({ profile: "messages" });
});

test("a word narrows what is shown, and the count says by how much", async () => {
  const { transport } = shown("");
  await waitFor(() => expect(transport.times("profiles.deliveries")).toBe(1));
  fireEvent.change(await screen.findByLabelText("Find in what was read"), { target: { value: "campaign" } });
  expect(await screen.findByText("1 of 2")).toBeDefined();
});

test("a delivery is sent again with its reason, and a provider that was asked too often is waited for", async () => {
  const outcome = { kind: "refused", refusal: { status: 429, reason: "rate_limited", words: "rate limited", retry_after_seconds: 23 } };
  const { transport, act } = shown("?delivery=messages/d_2", { "providers.redeliver": () => ({ redelivery: "rdl_1", profile: "messages", provider: "agentmessage", id: "d_2", attempt: attemptOf(429), outcome }) });
  const pane = await screen.findByRole("region", { name: "Redeliver d_2" });
  fireEvent.change(within(pane).getByLabelText("Reason, kept by AgentMessage"), { target: { value: "handler fixed" } });
  await act("redeliver.send");
  await waitFor(() => expect(argumentOf(transport, "providers.redeliver")).toMatchObject({ profile: "messages", id: "d_2", reason: "handler fixed" }));
  expect(await within(pane).findByText(/until the next one/)).toBeDefined();
  fireEvent.click(within(pane).getByRole("button", { name: /^Send when allowed/ }));
  expect(await within(pane).findByText("Sent as soon as it is allowed.")).toBeDefined();
  fireEvent.click(within(pane).getByRole("button", { name: /^Do not wait/ }));
  expect(await within(pane).findByRole("button", { name: /^Send when allowed/ })).toBeDefined();
  expect(transport.times("providers.redeliver")).toBe(1);
});

test("what goes out is shown before it is sent, with its key only when that is asked for", async () => {
  const request = (key: string) => ({ method: "POST", url: "https://api.agentmsg.io/v1", headers: [["Authorization", key]], hidden: key === "[redacted]" ? ["Authorization"] : [], body: "{}", curl: `curl ${key}` });
  const preview = (argument: unknown) => [request((argument as { show_key?: boolean }).show_key ? "Bearer am_1" : "[redacted]")];
  const { transport } = shown("?delivery=messages/d_2", { "profiles.preview": preview });
  const out = await screen.findByRole("region", { name: "What goes out" });
  expect(await within(out).findByText(/Authorization: \[redacted\]/)).toBeDefined();
  fireEvent.click(within(out).getByRole("checkbox", { hidden: true }));
  expect(await within(out).findByText(/Bearer am_1/)).toBeDefined();
  expect(argumentOf(transport, "profiles.preview")).toMatchObject({ profile: "messages", call: { kind: "redeliver", id: "d_2" }, show_key: true });
  fireEvent.click(within(out).getByRole("checkbox", { hidden: true }));
  await waitFor(() => expect(within(out).queryByText(/Bearer am_1/)).toBeNull());
});

test("only profiles whose API has endpoints are asked for them, and only what it has is offered", async () => {
  const endpoint = { id: "e_1", url: "https://hooks.example.com/in", name: "shop", events: ["brand.vetted"], enabled: null, hint: null };
  const { transport } = shown("?view=endpoints&endpoint=messages/e_1", { "profiles.endpoints": () => ({ rows: [endpoint], next: null }), "profiles.change_endpoint": () => ({ status: 200, secret: "whsec_1", delivery: null }), "profiles.preview": () => [] });
  const detail = await screen.findByRole("region", { name: "Endpoint shop" });
  expect(transport.times("profiles.endpoints")).toBe(1);
  expect(within(detail).queryByRole("button", { name: /^Disable/ })).toBeNull();
  fireEvent.click(within(detail).getByRole("button", { name: /^Rotate secret/ }));
  fireEvent.click(await screen.findByRole("button", { name: /^Rotate it/ }));
  expect(await screen.findByText("Signing secret")).toBeDefined();
  expect(argumentOf(transport, "profiles.change_endpoint")).toEqual({ profile: "messages", deed: { kind: "rotate_secret", id: "e_1" } });
});

test("what an emulation holds is shown with the body of its webhook", async () => {
  shown("?view=emulation&record=wr_1");
  const region = await screen.findByRole("region", { name: "Run wr_1" });
  expect(within(region).getByText('{"run_id":"wr_1"}')).toBeDefined();
});

test("a new run is asked for as it was described", async () => {
  const { transport, act } = shown("?view=emulation", { "emulations.create": () => ({ id: "wr_2", run_id: "wr_2", base_url: "http://127.0.0.1:4401/skyvern", api_key: "k", secret: "k" }), "schemes.list": () => [] });
  await act("emulation.new");
  const dialog = await screen.findByRole("dialog", { name: "New Skyvern run" });
  fireEvent.change(within(dialog).getByLabelText("Webhook URL"), { target: { value: "localhost:3000/hooks" } });
  await act("emulation.create");
  await waitFor(() => expect(argumentOf(transport, "emulations.create")).toMatchObject({ provider: "skyvern", to: "http://localhost:3000/hooks", event_type: "task_v1", status: "completed" }));
  expect(await screen.findByRole("dialog", { name: "Skyvern run made" })).toBeDefined();
});

test("a run is redelivered through a profile that is made for the emulation", async () => {
  const { transport, act } = shown("?view=emulation&record=wr_1", { "profiles.add": () => profiles[1] });
  await screen.findByRole("region", { name: "Run wr_1" });
  await act("records.redeliver");
  await waitFor(() => expect(argumentOf(transport, "profiles.add")).toEqual({ name: "emulated-skyvern", provider: "skyvern", base_url: "http://127.0.0.1:4401/skyvern", key: "sk_made_up", settings: {} }));
});

test("the next calls go wrong as it was chosen", async () => {
  const { transport } = shown("?view=emulation&part=behaviour", { "emulations.add_trouble": () => [] });
  fireEvent.click(await screen.findByRole("button", { name: "Let it go wrong" }));
  await waitFor(() => expect(argumentOf(transport, "emulations.add_trouble")).toEqual({ provider: "skyvern", trouble: { kind: "status", status: 429, operation: null, times: 1 } }));
});

test("a key is shown only when it is asked for, and revoked at a click", async () => {
  const { transport } = shown("?view=emulation&part=keys", { "emulations.revoke_key": () => ({}) });
  const keys = await screen.findByRole("list", { name: "Keys" });
  expect(within(keys).queryByText("sk_made_up")).toBeNull();
  fireEvent.click(within(keys).getByRole("button", { name: "Show the key" }));
  expect(within(keys).getByText("sk_made_up")).toBeDefined();
  fireEvent.click(within(keys).getByRole("button", { name: "Revoke" }));
  await waitFor(() => expect(argumentOf(transport, "emulations.revoke_key")).toEqual({ provider: "skyvern", id: "key_1" }));
});

test("all that are shown are asked for together, and what was refused is named", async () => {
  const batch = { batch: 1, profile: "messages", total: 2, done: 2, accepted: 1, refused: 1, failed: 0, waiting_until: null, finished: true, cancelled: false, problem: null, rows: [{ id: "d_2", redelivery: "rdl_2", accepted: false, words: "it does not keep this any more" }] };
  const { transport, act } = shown("?profile=messages", { "profiles.redeliver_many": () => batch, "profiles.batch": () => batch });
  await waitFor(() => expect(transport.times("profiles.deliveries")).toBe(1));
  await screen.findByRole("button", { name: /^Redeliver all/ });
  await act("sent.many");
  const dialog = await screen.findByRole("dialog", { name: "Redeliver 2 deliveries" });
  await act("many.send");
  await waitFor(() => expect(argumentOf(transport, "profiles.redeliver_many")).toEqual({ profile: "messages", deliveries: [{ id: "d_1" }, { id: "d_2" }] }));
  expect(await within(dialog).findByText("1 accepted, 1 refused, done")).toBeDefined();
  expect(within(dialog).getByText(/it does not keep this any more/)).toBeDefined();
});

test("nothing asked says so", async () => {
  shown("?view=calls");
  expect(await screen.findByText("No provider was asked yet")).toBeDefined();
});

test("whatever was asked is listed by kind, and shown with what was said", async () => {
  const detail = { ...callOf("pcall_2", "check"), request_headers: [["Authorization", "[redacted]"]], request_text: "", request_cut: false, answer: { status: 200, headers: [["Content-Type", "application/json"]], truncated: true }, answer_text: '{"data":[]}' };
  const { transport } = shown("?view=calls&kind=check&profile=messages&call=pcall_2", {
    "provider_calls.page": () => [callOf("pcall_2", "check"), callOf("pcall_1", "list_deliveries")],
    "provider_calls.detail": () => detail,
    "provider_calls.as_curl": () => ({ text: "curl -X GET" }),
    "provider_calls.export": () => ({ file_name: "calls.jsonl", text: "{}" }),
  });
  const region = await screen.findByRole("region", { name: "Check the connection" });
  expect(within(region).getByText(/Authorization: \[redacted\]/)).toBeDefined();
  expect(within(region).getByText(/\{"data":\[\]\}/)).toBeDefined();
  expect(within(region).getByText(/kept/)).toBeDefined();
  expect(argumentOf(transport, "provider_calls.page")).toEqual({ profile: "messages", kind: "check", limit: 500 });
  // The head and both calls.
  expect((await screen.findByRole("grid", { name: "Calls made" })).getAttribute("aria-rowcount")).toBe("3");
  fireEvent.click(within(region).getByRole("button", { name: "Copy as cURL" }));
  await waitFor(() => expect(argumentOf(transport, "provider_calls.as_curl")).toEqual({ id: "pcall_2" }));
  fireEvent.click(screen.getByRole("button", { name: "Save as a file" }));
  await waitFor(() => expect(argumentOf(transport, "provider_calls.export")).toEqual({ profile: "messages", kind: "check" }));
});

test("a call that nobody answered is shown with the words for it", async () => {
  const failure = { kind: "refused", message: "Nobody listens at 127.0.0.1:9." };
  const call = callOf("pcall_1", "list_deliveries");
  const unanswered = { ...call, attempt: { ...attemptOf(200), status: null, failure } };
  shown("?view=calls&call=pcall_1", { "provider_calls.page": () => [unanswered], "provider_calls.detail": () => ({ ...unanswered, request_headers: [], request_text: "", request_cut: false, answer: null, answer_text: null }) });
  expect(await screen.findByText("Nobody listens at 127.0.0.1:9.")).toBeDefined();
  expect(await screen.findByText("refused")).toBeDefined();
});

test("which form of a secret signs is chosen at a click, and the rest of the terms stays", async () => {
  const terms = { retention_days: 30, key_form: "decoded" };
  const { transport } = shown("?view=emulation&provider=agentmessage&part=behaviour", { "emulations.terms": () => terms, "emulations.set_terms": () => terms });
  fireEvent.click(await screen.findByRole("button", { name: "As it is written" }));
  await waitFor(() => expect(argumentOf(transport, "emulations.set_terms")).toEqual({ retention_days: 30, key_form: "text" }));
});
