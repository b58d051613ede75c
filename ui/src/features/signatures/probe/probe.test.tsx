import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import type { Finding } from "../../../core/generated/Finding";
import type { ProbeExchange } from "../../../core/generated/ProbeExchange";
import type { ProbeProgress } from "../../../core/generated/ProbeProgress";
import type { ProbeReport } from "../../../core/generated/ProbeReport";
import { parseSearch, stringifySearch } from "../../../shell/search";
import { groupsOf, judge } from "./findingWords";
import { forgetProbe, keepProbe, startOf } from "./lastProbe";
import { SignaturesPage } from "../SignaturesPage";

beforeEach(forgetProbe);
afterEach(cleanup);

const target = "http://localhost:3000/in";

const finding = (check: string, part: Partial<Finding>): Finding => ({ check, result: "pass", severity: "info", title: check, detail: "", fix: "", sent: 1, exchanges: [0], ...part });

const exchange = (part: Partial<ProbeExchange>): ProbeExchange => ({
  name: "Signed right now",
  differs: "nothing",
  expected: "accept",
  status: 200,
  failure: null,
  took_ms: 3,
  request_head: "POST /in HTTP/1.1",
  request_body: "{}",
  answer_body: "ok",
  ...part,
});

const report: ProbeReport = {
  target,
  scheme: "stripe-v1",
  secret_hint: "whsec_…Xd",
  capture: null,
  started_at: "2026-11-22T08:00:00.000000Z",
  elapsed_ms: 1900,
  headline: "This handler accepts requests that it must refuse.",
  findings: [
    finding("accepts_valid", {}),
    finding("header_case", { result: "inconclusive" }),
    finding("rejects_unsigned", { result: "fail", severity: "critical", title: "Fails open on unsigned requests", detail: "200 without a signature", fix: "Refuse what has no signature.", exchanges: [1] }),
  ],
  exchanges: [exchange({}), exchange({ name: "No signature", expected: "refuse" }), exchange({ name: "Sorted keys", expected: "either", status: 400 })],
  finished: true,
};

const progress: ProbeProgress = { probe: 7, target, done: 0, total: 60, check: "accepts_valid", finished: false, cancelled: false, elapsed_ms: 1, report: null, problem: null };

function shown(address: string, answers: ConstructorParameters<typeof FakeTransport>[0] = {}): FakeTransport {
  const transport = new FakeTransport({
    "schemes.list": () => [],
    "sources.list": () => [],
    "captures.page": () => [],
    "probes.list": () => [],
    "probes.report": () => report,
    "probes.start": () => progress,
    "probes.progress": () => progress,
    "probes.cancel": () => ({ ...progress, cancelled: true }),
    "probes.export": () => ({ file_name: "probe.md", text: "# Probe" }),
    ...answers,
  });
  const route = createRootRoute({ component: SignaturesPage, notFoundComponent: SignaturesPage });
  const history = createMemoryHistory({ initialEntries: [`/signatures?view=probe${address}`] });
  const router = createRouter({ routeTree: route, history, parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <RouterProvider router={router} />
    </Core>,
  );
  return transport;
}

const draft = { target, source: null, scheme: "stripe-v1", secrets: ["whsec_1", ""], capture: null, allowRemote: false };

test("a probe starts once a target, a scheme and a secret are there", () => {
  expect(startOf(draft)).toMatchObject({ target, scheme: { id: "stripe-v1" }, secrets: ["whsec_1"], source: null });
  expect(startOf({ ...draft, secrets: [""] })).toBeNull();
  expect(startOf({ ...draft, target: " " })).toBeNull();
  expect(startOf({ ...draft, target: "localhost:3000/in" })).toMatchObject({ target });
  expect(startOf({ ...draft, scheme: null, secrets: [""], source: "src_1" })).toMatchObject({ source: "src_1", scheme: null, secrets: null });
});

test("requests are judged by what a right handler does with them", () => {
  expect(report.exchanges.map(judge)).toEqual(["right", "wrong", "refused"]);
  expect(judge(exchange({ status: null }))).toBe("silent");
  expect(groupsOf(report.exchanges).map(({ name, wrong }) => [name, wrong])).toEqual([["Must accept", 0], ["Must refuse", 1], ["To learn from", 0]]);
});

test("the report opens at the worst finding and marks the requests it rests on", async () => {
  shown("&probe=prb_1");
  expect(await screen.findByText(report.headline)).toBeDefined();
  expect(screen.getByText("Refuse what has no signature.")).toBeDefined();
  const findings = screen.getAllByRole("button", { expanded: true });
  expect(findings.map((one) => one.textContent)).toEqual(["CriticalFails open on unsigned requests1 request"]);
  fireEvent.click(screen.getByRole("button", { name: "No signature" }));
  const dialog = await screen.findByRole("dialog");
  expect(within(dialog).getByText(/POST \/in HTTP/)).toBeDefined();
});

test("what was filled in starts, and Escape ends it", async () => {
  keepProbe(draft);
  const transport = shown("");
  fireEvent.click(await screen.findByRole("button", { name: /^Probe the handler/ }));
  expect(await screen.findByText(`Probing ${target}`)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /^Cancel/ }));
  expect(transport.times("probes.start")).toBe(1);
  await screen.findByText(/of about 60 requests/);
  expect(transport.times("probes.cancel")).toBe(1);
});

test("another machine is asked only when the user agrees", async () => {
  keepProbe({ ...draft, target: "https://example.com/in" });
  const remote = () => {
    throw { code: "remote", message: "example.com is not this machine." };
  };
  const transport = shown("", { "probes.start": remote });
  fireEvent.click(await screen.findByRole("button", { name: /^Probe the handler/ }));
  await screen.findByRole("switch", { name: /not this machine/ });
  // Not the switch itself: jsdom would have its label click it once more.
  fireEvent.click(screen.getByRole("checkbox", { hidden: true }));
  await screen.findByRole("switch", { name: /not this machine/, checked: true });
  fireEvent.click(screen.getByRole("button", { name: /^Probe the handler/ }));
  await waitFor(() => expect(transport.times("probes.start")).toBe(2));
  expect(transport.asked.findLast(({ name }) => name === "probes.start")?.argument).toMatchObject({ allow_remote: true });
});

test("without a probe yet the page says what one is for", async () => {
  shown("");
  expect(await screen.findByText("A probe says what your handler accepts")).toBeDefined();
});

test("another capture, or none, can be chosen after a probe was begun from one", async () => {
  keepProbe(draft);
  shown("&capture=cap_3", { "captures.page": () => [{ id: "cap_9", verdict: "verified", source: "shop", event_type: "order.paid", received_at: "2026-11-22T08:00:00.000000Z" }] });
  fireEvent.click(await screen.findByRole("button", { name: "cap_3" }));
  fireEvent.click(await screen.findByRole("button", { name: /order\.paid/ }));
  expect(await screen.findByText(/header fields of cap_9/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Use a sample" }));
  expect(await screen.findByText(/A sample of the provider's/)).toBeDefined();
});
