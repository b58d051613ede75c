import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test, vi } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { FirstStart } from "./FirstStart";
import { OwnSchemeDialog } from "./OwnSchemeDialog";
import { SourceEditor } from "./SourceEditor";

afterEach(cleanup);

const stripe = { id: "stripe-v1", provider: "Stripe", name: "v1", place: "header Stripe-Signature", algorithm: "HMAC-SHA256", confidence: "S", facts_from: "its SDK", notes: null, signs_timestamp: true, signs_url: false, signs_body: true, tolerance: 300, future: "accept", secret_form: "text", public_key: false, handshake: false, own: false };

const saved: SourceOverview = {
  source: {
    id: "src_1",
    name: "stripe",
    scheme: "stripe-v1",
    secrets: [{ id: "sec_1", hint: "whsec_…4f", created_at: "2026-01-31T12:00:00Z", locked: false, learned: false }],
    tolerance_seconds: null,
    future: null,
    fetch_keys: false,
    handshake: true,
    handshake_values: [],
    public_url: null,
    forward_to: [],
    forward_mode: "after",
    response: { steps: [503, 503, 200], headers: [], body: null, delay_ms: 0 },
    allow_browser: false,
    paused: false,
    created_at: "2026-01-31T12:00:00Z",
  },
  ingest_url: "http://127.0.0.1:4400/stripe/",
  scheme_name: "Stripe",
  provider: "Stripe",
  forward_failure: null,
  routes: [],
};

function shown(page: ReactNode, answers: ConstructorParameters<typeof FakeTransport>[0] = {}) {
  const transport = new FakeTransport({
    "schemes.list": () => [stripe],
    "sources.list": () => [],
    "sources.handshakes": () => [],
    "endpoints.list": () => [],
    "receiver.status": () => ({ state: "listening", url: "http://127.0.0.1:4400", problem: null }),
    "sources.add": () => saved,
    "sources.test": () => ({ attempt: { failure: null, status: 200 }, capture: null }),
    ...answers,
  });
  const route = createRootRoute({ component: () => page });
  const router = createRouter({ routeTree: route, history: createMemoryHistory() });
  render(
    <Core transport={transport}>
      <RouterProvider router={router} />
    </Core>,
  );
  return transport;
}

test("the first delivery makes the source it goes to", async () => {
  const transport = shown(<FirstStart />);
  await screen.findByRole("radio", { checked: true });
  fireEvent.click(screen.getByRole("button", { name: /Send a test delivery/ }));
  await waitFor(() => expect(transport.times("sources.test")).toBe(1));
  const added = transport.asked.find(({ name }) => name === "sources.add");
  expect(added?.argument).toMatchObject({ name: "stripe", scheme: "stripe-v1", secrets: [] });
});

test("a first delivery that cannot be signed says so at the secret", async () => {
  shown(<FirstStart />, {
    "sources.test": () => {
      throw { code: "cannot_sign", message: "stripe has no secret that signs" };
    },
  });
  await screen.findByRole("radio", { checked: true });
  fireEvent.click(screen.getByRole("button", { name: /Send a test delivery/ }));
  expect(await screen.findByText("stripe has no secret that signs")).toBeDefined();
  expect(screen.getByLabelText(/Signing secret/).getAttribute("aria-invalid")).toBe("true");
});

test("a new source is not asked for while its name cannot be", async () => {
  const transport = shown(<SourceEditor name={null} onClose={() => undefined} />);
  fireEvent.change(await screen.findByLabelText(/Name, the first part/), { target: { value: "My Source" } });
  fireEvent.click(screen.getByRole("button", { name: /Add source/ }));
  expect(await screen.findByText(/"M" does not fit/)).toBeDefined();
  expect(transport.times("sources.add")).toBe(0);
});

test("an edit sends all settings and closes", async () => {
  const onClose = vi.fn();
  const transport = shown(<SourceEditor name="stripe" onClose={onClose} />, { "sources.list": () => [saved], "sources.edit": () => saved });
  expect(await screen.findByText("Answers 503 twice, then 200 with a small JSON that names the capture.")).toBeDefined();
  fireEvent.change(screen.getByLabelText(/One step a request/), { target: { value: "500" } });
  fireEvent.click(screen.getByRole("button", { name: /^Save Ctrl/ }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  const edit = transport.asked.find(({ name }) => name === "sources.edit");
  expect(edit?.argument).toMatchObject({ id: "src_1", scheme: "stripe-v1", add_secrets: [], response: { steps: [500] } });
});

test("leaving with changes asks first", async () => {
  const onClose = vi.fn();
  shown(<SourceEditor name={null} onClose={onClose} />);
  fireEvent.change(await screen.findByLabelText(/Name, the first part/), { target: { value: "a" } });
  fireEvent.click(screen.getByRole("button", { name: "Close" }));
  fireEvent.click(await screen.findByRole("button", { name: "Throw away" }));
  expect(onClose).toHaveBeenCalledOnce();
});

test("what is wrong with an own scheme stands under it", async () => {
  shown(<OwnSchemeDialog onSaved={() => undefined} onClose={() => undefined} />, {
    "schemes.save": () => {
      throw { code: "failed", message: "signature.from: name the header" };
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: /Save scheme/ }));
  expect(await screen.findByText("signature.from: name the header")).toBeDefined();
});

const endpoint = (id: string, name: string, scheme: string | null) => ({ endpoint: { id, name, url: `http://localhost:3000/${name}`, scheme, enabled: true } });

test("a route to an endpoint is sent with its filter", async () => {
  const transport = shown(<SourceEditor name="stripe" onClose={() => undefined} />, {
    "sources.list": () => [saved],
    "sources.edit": () => saved,
    "endpoints.list": () => [endpoint("ep_1", "shop", "stripe-v1")],
  });
  fireEvent.click(await screen.findByRole("button", { name: "Add a route" }));
  fireEvent.change(await screen.findByLabelText("Filter of the route to shop"), { target: { value: "type:invoice.*" } });
  fireEvent.click(screen.getByRole("button", { name: "Signed afresh" }));
  fireEvent.click(screen.getByRole("button", { name: /^Save Ctrl/ }));
  await waitFor(() => expect(transport.times("sources.edit")).toBe(1));
  const sent = transport.asked.find(({ name }) => name === "sources.edit")?.argument;
  expect(sent).toMatchObject({ routes: [{ endpoint: "ep_1", filter: "type:invoice.*", resign: true }] });
});

test("without endpoints a route leads to where one is made", async () => {
  shown(<SourceEditor name="stripe" onClose={() => undefined} />, { "sources.list": () => [saved], "endpoints.list": () => [] });
  expect(await screen.findByRole("button", { name: "Make an endpoint first" })).toBeDefined();
  expect(screen.queryByRole("button", { name: "Add a route" })).toBeNull();
});

test("an endpoint without a scheme is not offered to be signed for", async () => {
  const routed = { ...saved, routes: [{ endpoint: "ep_1", endpoint_name: "bare", endpoint_url: "http://localhost:1", endpoint_enabled: true, filter: "", resign: false }] };
  shown(<SourceEditor name="stripe" onClose={() => undefined} />, { "sources.list": () => [routed], "endpoints.list": () => [endpoint("ep_1", "bare", null)] });
  await screen.findByLabelText("Filter of the route to bare");
  expect(screen.getByRole("button", { name: "Signed afresh" })).toHaveProperty("disabled", true);
});

test("endpoints that cannot be read say so and can be asked for again", async () => {
  shown(<SourceEditor name="stripe" onClose={() => undefined} />, {
    "sources.list": () => [saved],
    "endpoints.list": () => {
      throw { code: "failed", message: "the database is busy" };
    },
  });
  expect(await screen.findByText("The endpoints cannot be read: the database is busy")).toBeDefined();
});

test("the first target answers once that is chosen, and the rule says what it is left for", async () => {
  const forwarding = { ...saved, source: { ...saved.source, forward_to: ["http://localhost:3000"] } };
  const transport = shown(<SourceEditor name="stripe" onClose={() => undefined} />, { "sources.list": () => [forwarding], "sources.edit": () => forwarding });
  fireEvent.click(await screen.findByRole("button", { name: "The first target" }));
  expect(screen.getByText(/^http:\/\/localhost:3000 answers/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /^Save Ctrl/ }));
  await waitFor(() => expect(transport.times("sources.edit")).toBe(1));
  const sent = transport.asked.find(({ name }) => name === "sources.edit")?.argument;
  expect(sent).toMatchObject({ forward_mode: "answer", forward_to: ["http://localhost:3000"] });
});

const meta = {
  kind: "subscription_verification",
  provider: "Meta",
  confidence: "C",
  facts_from: "its documentation",
  asks: "GET, query parameter hub.challenge",
  answer: "200 with plain text",
  values: [{ name: "verify_token", label: "Verify token", hint: "The one you typed.", secret: true, optional: false }],
  verified: false,
  learns: false,
  visit: false,
};

test("a handshake's value is sent only when it is typed", async () => {
  const token = { name: "verify_token", text: null, hint: "12 characters", locked: false };
  const source = { ...saved, source: { ...saved.source, handshake_values: [token] } };
  const transport = shown(<SourceEditor name="stripe" onClose={() => undefined} />, {
    "sources.list": () => [source],
    "sources.handshakes": () => [meta],
    "sources.edit": () => source,
  });
  expect(await screen.findByText("GET, query parameter hub.challenge: answered 200 with plain text.")).toBeDefined();
  expect(screen.getByText("Kept: 12 characters")).toBeDefined();
  const field = screen.getByLabelText("Verify token");
  fireEvent.change(field, { target: { value: "a" } });
  fireEvent.change(field, { target: { value: "" } });
  fireEvent.change(screen.getByLabelText(/One step a request/), { target: { value: "500" } });
  fireEvent.click(screen.getByRole("button", { name: /^Save Ctrl/ }));
  await waitFor(() => expect(transport.times("sources.edit")).toBe(1));
  expect(transport.asked.find(({ name }) => name === "sources.edit")?.argument).toMatchObject({ handshake: true, handshake_values: [] });
});

test("a stored value of a handshake can be forgotten, and kept after all", async () => {
  const token = { name: "verify_token", text: null, hint: "12 characters", locked: false };
  const source = { ...saved, source: { ...saved.source, handshake_values: [token] } };
  const transport = shown(<SourceEditor name="stripe" onClose={() => undefined} />, {
    "sources.list": () => [source],
    "sources.handshakes": () => [meta],
    "sources.edit": () => source,
  });
  const forget = () => fireEvent.click(screen.getByRole("button", { name: "Forget Verify token" }));
  await screen.findByText("Kept: 12 characters");
  forget();
  fireEvent.click(screen.getByRole("button", { name: "Keep" }));
  forget();
  fireEvent.click(screen.getByRole("button", { name: /^Save Ctrl/ }));
  await waitFor(() => expect(transport.times("sources.edit")).toBe(1));
  const sent = transport.asked.find(({ name }) => name === "sources.edit")?.argument;
  expect(sent).toMatchObject({ handshake_values: [{ name: "verify_token", text: "" }] });
});

test("handshakes that are not answered are not explained either", async () => {
  const silent = { ...saved, source: { ...saved.source, handshake: false } };
  shown(<SourceEditor name="stripe" onClose={() => undefined} />, { "sources.list": () => [silent], "sources.handshakes": () => [meta] });
  await screen.findByRole("switch", { name: /Answer when the provider asks/, checked: false });
  expect(screen.queryByLabelText("Verify token")).toBeNull();
});
