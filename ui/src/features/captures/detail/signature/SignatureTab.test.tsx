import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Core } from "../../../../core/Core";
import { FakeTransport } from "../../../../core/fakeTransport";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import { type Intents, IntentsContext } from "../../../../shell/intents";
import { captured, cause, diagnosis, rejected, source, stripe, verified } from "./samples";
import { SignatureTab } from "./SignatureTab";

afterEach(cleanup);

function shown(detail: CaptureDetail, answers: ConstructorParameters<typeof FakeTransport>[0]) {
  const transport = new FakeTransport({
    "schemes.list": () => [stripe],
    "sources.list": () => [source()],
    "sources.reverification": () => null,
    ...answers,
  });
  const intents: Intents = { replay: vi.fn(), replayAll: vi.fn(), openRun: vi.fn(), deliver: vi.fn(), editSource: vi.fn(), chooseScheme: vi.fn() };
  const root = createRootRoute({ component: () => <SignatureTab detail={detail} /> });
  const router = createRouter({ routeTree: root, history: createMemoryHistory() });
  render(
    <Core transport={transport}>
      <IntentsContext value={intents}>
        <RouterProvider router={router} />
      </IntentsContext>
    </Core>,
  );
  return { transport, intents };
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((asked) => asked.name === name)?.argument;

test("the best cause stands with its sentence, and a hint is not among the causes", async () => {
  const hint = { code: "header.near_miss", sentence: "There is a header Stripe-Signatur.", fix: "" };
  shown(captured(rejected), { "captures.diagnose": () => diagnosis({ causes: [cause], hints: [hint] }) });
  const found = await screen.findByRole("region", { name: "Diagnosis" });
  expect(within(found).getByText(cause.sentence)).toBeDefined();
  expect(within(found).getAllByText("Proven by digest")).toHaveLength(1);
  expect(within(found).getByText("Also noticed, not proved")).toBeDefined();
});

test("a mend changes the source, and what verifies now can be checked again", async () => {
  let mended = false;
  const { transport } = shown(captured(rejected), {
    "captures.diagnose": () => (mended ? diagnosis({ verification: verified }) : diagnosis({ causes: [cause] })),
    "sources.mend": () => {
      mended = true;
      return source();
    },
    "captures.reverify": () => verified,
  });
  fireEvent.click(await screen.findByRole("button", { name: /Use the secret of orders for shop/ }));
  await waitFor(() => expect(argumentOf(transport, "sources.mend")).toEqual({ id: "src_1", mend: cause.mend }));
  transport.announce("sources");
  expect(await screen.findByText(/With shop as it is set now/)).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /^Check again/ }));
  await waitFor(() => expect(argumentOf(transport, "captures.reverify")).toEqual({ id: "cap_1" }));
});

test("a whole source is checked again with a count, and can be stopped", async () => {
  let run: object | null = null;
  const going = { total: 8000, done: 1204, changed: 37, elapsed_ms: 100, by_verdict: [], finished: false, cancelled: false, problem: null };
  const { transport } = shown(captured(verified), {
    "sources.reverification": () => run,
    "sources.reverify": () => (run = going),
    "sources.cancel_reverification": () => (run = { ...going, finished: true, cancelled: true, by_verdict: [["verified", 1204]] }),
  });
  fireEvent.click(await screen.findByRole("button", { name: "Check all of shop again" }));
  expect(await screen.findByText("1,204 of 8,000")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Cancel" }));
  transport.announce("runs");
  expect(await screen.findByText(/cancelled before the other 6,796. 37 verdicts changed/)).toBeDefined();
});

test("where nothing matches it says what was tried, and tries every stored secret when asked", async () => {
  const { transport } = shown(captured(rejected), {
    "captures.diagnose": (argument) => diagnosis({ causes: (argument as { all_secrets: boolean }).all_secrets ? [cause] : [], remains: ["The body may be cut."] }),
  });
  expect(await screen.findByText(/1,204 digests compared/)).toBeDefined();
  expect(screen.getByText("The body may be cut.")).toBeDefined();
  fireEvent.click(screen.getByText("Also try every stored secret"));
  expect(await screen.findByText(cause.sentence)).toBeDefined();
  expect(argumentOf(transport, "captures.diagnose")).toEqual({ id: "cap_1", all_secrets: true });
});

test("a search that fails says so and can be begun again", async () => {
  let failing = true;
  shown(captured(rejected), {
    "captures.diagnose": () => {
      if (failing) throw { code: "failed", message: "the body cannot be read" };
      return diagnosis({ causes: [cause] });
    },
  });
  expect(await screen.findByText("the body cannot be read")).toBeDefined();
  failing = false;
  fireEvent.click(screen.getByRole("button", { name: "Try again" }));
  expect(await screen.findByText(cause.sentence)).toBeDefined();
});

test("a source without a scheme is offered the one that the request looks like", async () => {
  const { intents } = shown(captured({ verdict: "not_checked", reason: null, evidence: null }), {
    "sources.list": () => [source(null)],
    "captures.detect": () => [{ scheme: "stripe-v1", provider: "Stripe", score: 95, reasons: ["It has a header Stripe-Signature"], event_type: "invoice.paid", event_id: null }],
  });
  expect(await screen.findByText("It has a header Stripe-Signature")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: /Use it for shop/ }));
  expect(intents.editSource).toHaveBeenCalledWith("shop", { scheme: "stripe-v1" });
});

test("a capture of no source makes one at its own path", async () => {
  const { intents } = shown(captured({ verdict: "not_checked", reason: null, evidence: null }, null), {
    "captures.detect": () => [{ scheme: "stripe-v1", provider: "Stripe", score: 70, reasons: ["a header"], event_type: null, event_id: null }],
  });
  fireEvent.click(await screen.findByRole("button", { name: /Make a source with it/ }));
  expect(intents.editSource).toHaveBeenCalledWith(null, { scheme: "stripe-v1", name: "shop" });
});

test("a secret that was tried goes to the source with its scheme", async () => {
  const { intents } = shown(captured(rejected), { "captures.diagnose": () => diagnosis({}), "signature.try": () => verified });
  fireEvent.change(await screen.findByLabelText("Secret"), { target: { value: "whsec_right" } });
  fireEvent.click(screen.getByRole("button", { name: "Check" }));
  fireEvent.click(await screen.findByRole("button", { name: "Use it for shop…" }));
  expect(intents.editSource).toHaveBeenCalledWith("shop", { scheme: "stripe-v1", secret: "whsec_right" });
});
