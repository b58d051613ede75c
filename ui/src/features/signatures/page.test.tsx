import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import { parseSearch, stringifySearch } from "../../shell/search";
import { emptyBench } from "./bench/draft";
import { keepBench } from "./bench/useBench";
import { forgetOwn } from "./own/kept";
import { detailOf, scheme, verified } from "./sample";
import { SignaturesPage } from "./SignaturesPage";

beforeEach(() => {
  keepBench(emptyBench);
  forgetOwn("new");
});

afterEach(cleanup);

const stripe = scheme();
const request = { method: "POST", url: "https://example.com/in", headers: [["Stripe-Signature", "t=1,v1=ab"]], body: { text: "{}" } };

function shown(address: string, answers: ConstructorParameters<typeof FakeTransport>[0] = {}): FakeTransport {
  const transport = new FakeTransport({
    "schemes.list": () => [stripe],
    "sources.list": () => [],
    "schemes.detail": () => detailOf(stripe),
    "schemes.snippet": () => ({ language: "node-express", file: "app.js", code: "verify()", notes: [] }),
    "schemes.check": () => ({ problem: null, summary: stripe, verification: null }),
    "signature.detect": () => [],
    "signature.read": () => ({ form: "curl", request, notes: ["--compressed was left out."] }),
    "signature.verify": () => verified,
    "signature.sign": () => ({ request, headers: request.headers, changes_url: false, changes_body: false, now: "2026-01-31T12:00:00Z" }),
    ...answers,
  });
  const route = createRootRoute({ component: SignaturesPage, notFoundComponent: SignaturesPage });
  const history = createMemoryHistory({ initialEntries: [`/signatures${address}`] });
  const router = createRouter({ routeTree: route, history, parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <RouterProvider router={router} />
    </Core>,
  );
  return transport;
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((call) => call.name === name)?.argument;

test("a pasted cURL command is read and put into the fields", async () => {
  shown("");
  fireEvent.change(await screen.findByLabelText(/Raw HTTP request/), { target: { value: "curl https://example.com/in" } });
  expect(await screen.findByText(/cURL command:/)).toBeDefined();
  expect(screen.getByText("--compressed was left out.")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Edit the fields" }));
  expect(screen.getByLabelText<HTMLInputElement>(/^URL/).value).toBe("https://example.com/in");
});

test("what was pasted is read although the fields are shown at once", async () => {
  shown("");
  fireEvent.change(await screen.findByLabelText(/Raw HTTP request/), { target: { value: `curl ${request.url} -v` } });
  fireEvent.click(screen.getByRole("button", { name: "Fields" }));
  await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>(/^URL/).value).toBe(request.url));
});

test("what cannot be read says so under the field", async () => {
  shown("", {
    "signature.read": () => {
      throw { code: "failed", message: "this is neither a request nor a command" };
    },
  });
  fireEvent.change(await screen.findByLabelText(/Raw HTTP request/), { target: { value: "hello" } });
  expect(await screen.findByText("this is neither a request nor a command")).toBeDefined();
});

test("a likely scheme is used at a click, and the check follows at once", async () => {
  keepBench({ ...emptyBench, url: request.url, headers: "Stripe-Signature: t=1,v1=ab", text: "{}", secrets: ["s"] });
  const detected = { scheme: "stripe-v1", provider: "Stripe", score: 90, reasons: ["header Stripe-Signature is there"], event_type: null, event_id: null };
  const transport = shown("", { "signature.detect": () => [detected] });
  fireEvent.click(await screen.findByRole("button", { name: "Use stripe-v1" }));
  expect(await screen.findByRole("list", { name: "Steps of the check" })).toBeDefined();
  expect(argumentOf(transport, "signature.verify")).toMatchObject({ scheme: { id: "stripe-v1" }, secrets: { typed: ["s"] } });
});

test("a signed request is copied as cURL", async () => {
  keepBench({ ...emptyBench, url: request.url, text: "{}", scheme: { id: "stripe-v1" }, secrets: ["s"] });
  const transport = shown("?tab=sign", { "signature.copy": () => ({ text: "curl …" }) });
  fireEvent.click(await screen.findByRole("button", { name: /Copy as cURL/ }));
  await waitFor(() => expect(argumentOf(transport, "signature.copy")).toMatchObject({ format: "curl", request }));
});

test("without a secret one can be made up", async () => {
  keepBench({ ...emptyBench, url: request.url, text: "{}", scheme: { id: "stripe-v1" } });
  const transport = shown("?tab=sign", { "signature.new_secret": () => ({ signing: "whsec_new", verifying: "whsec_new" }) });
  fireEvent.click(await screen.findByRole("button", { name: "Make up a secret" }));
  expect(await screen.findByText("Headers to send")).toBeDefined();
  expect(argumentOf(transport, "signature.sign")).toMatchObject({ secrets: { typed: ["whsec_new"] } });
});

test("a scheme is found by a few letters and read", async () => {
  shown("?view=catalogue", { "schemes.list": () => [stripe, scheme({ id: "square", provider: "Square", name: "Square", place: "header x-square" })] });
  fireEvent.change(await screen.findByRole("textbox", { name: "Find a scheme" }), { target: { value: "strip" } });
  expect(await screen.findByText("of 2 schemes")).toBeDefined();
  fireEvent.keyDown(screen.getByRole("textbox", { name: "Find a scheme" }), { key: "ArrowDown" });
  const page = await screen.findByRole("article", { name: /Stripe v1/ });
  expect(await within(page).findByText("Where the signature is")).toBeDefined();
  expect(within(page).getByText("whsec_example")).toBeDefined();
});

test("facts that are not sure are said to be so", async () => {
  shown("?view=catalogue&scheme=stripe-v1", { "schemes.list": () => [scheme({ confidence: "M" })] });
  expect(await screen.findByText(/Recalled or contested/)).toBeDefined();
});

test("a scheme that cannot be read says so in its place", async () => {
  shown("?view=catalogue&scheme=stripe-v1", {
    "schemes.detail": () => {
      throw { code: "failed", message: "the database is locked" };
    },
  });
  expect(await screen.findByText("the database is locked")).toBeDefined();
});

test("an error in a definition is named with its line, and keeps it from being saved", async () => {
  const problem = { field: "algorithm.hash", message: "sha3 is none of sha1, sha256, sha512", line: 20 };
  shown("?view=own&edit=new", { "schemes.check": () => ({ problem, summary: null, verification: null }) });
  expect(await screen.findByText(/Line 20, algorithm.hash: sha3 is none/)).toBeDefined();
  expect(screen.getByRole<HTMLButtonElement>("button", { name: /Save scheme/ }).disabled).toBe(true);
});

test("a definition is tried on the bench's request and saved", async () => {
  keepBench({ ...emptyBench, url: request.url, headers: "X-Signature: ab", text: "{}", secrets: ["s"] });
  const mine = scheme({ id: "my-service", own: true });
  const transport = shown("?view=own&edit=new", {
    "schemes.check": () => ({ problem: null, summary: mine, verification: verified }),
    "schemes.save": () => mine,
  });
  expect(await screen.findByText("on the bench's request")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /Save scheme/ }));
  await waitFor(() => expect(argumentOf(transport, "schemes.save")).toMatchObject({ replaces: null }));
});

test("a scheme that is in use is not deleted, and by whom is said", async () => {
  const mine = scheme({ id: "my-service", provider: "My service", own: true });
  shown("?view=own&edit=my-service", {
    "schemes.list": () => [mine],
    "schemes.detail": () => detailOf(mine),
    "schemes.remove": () => {
      throw { code: "in_use", message: '"my-service" is used by shop: give them another scheme first' };
    },
  });
  fireEvent.click(await screen.findByRole("button", { name: "Delete" }));
  expect(await screen.findByText(/is used by shop/)).toBeDefined();
});

test("a rule is found from a request and its secret, and becomes a scheme", async () => {
  keepBench({ ...emptyBench, url: request.url, headers: "X-Signature: ab", text: "{}", secrets: ["s"] });
  const definition = 'id = "found"\nprovider = "Found"\n';
  shown("?tab=find", { "signature.propose": () => ({ found: [{ definition, sentences: ["Header X-Signature holds it."], verification: verified }], tried: 1200, remains: [] }) });
  expect(await screen.findByText("Header X-Signature holds it.")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /Save as a scheme of your own/ }));
  expect(await screen.findByRole("region", { name: "New scheme" })).toBeDefined();
});

test("a search that finds nothing says what was tried", async () => {
  keepBench({ ...emptyBench, url: request.url, headers: "X-Signature: ab", text: "{}", secrets: ["s"] });
  shown("?tab=find", { "signature.propose": () => ({ found: [], tried: 1200, remains: ["Another secret may be the right one."] }) });
  expect(await screen.findByText("No rule explains the signature")).toBeDefined();
  expect(screen.getByText("Another secret may be the right one.")).toBeDefined();
});
