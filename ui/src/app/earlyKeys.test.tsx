import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen } from "@testing-library/react";
import { type ReactNode, useContext } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LoadingContext } from "../components/loading";
import { Core } from "../core/Core";
import { FakeTransport } from "../core/fakeTransport";
import { emptyBench } from "../features/signatures/bench/draft";
import { keepBench } from "../features/signatures/bench/useBench";
import { detailOf, scheme, verified } from "../features/signatures/sample";
import { SignaturesPage } from "../features/signatures/SignaturesPage";
import { ActionsContext } from "../shell/keys";
import { parseSearch, stringifySearch } from "../shell/search";
import { Commands } from "./Commands";

beforeEach(() => keepBench(emptyBench));

afterEach(cleanup);

const stripe = scheme();

/** An answer that is held back until it is let go. */
function held<T>(answer: T): { promise: Promise<T>; go: () => Promise<void> } {
  let resolve: (answer: T) => void = () => undefined;
  const promise = new Promise<T>((done) => {
    resolve = done;
  });
  return { promise, go: () => act(async () => resolve(answer)) };
}

function Reading({ children }: { children: ReactNode }) {
  const { kept } = useContext(ActionsContext);
  return <LoadingContext value={() => kept.reading()}>{children}</LoadingContext>;
}

function shown(answers: ConstructorParameters<typeof FakeTransport>[0]): FakeTransport {
  const transport = new FakeTransport({
    "schemes.list": () => [stripe],
    "sources.list": () => [],
    "schemes.snippet": () => ({ language: "node-express", file: "app.js", code: "verify()", notes: [] }),
    "schemes.check": () => ({ problem: null, summary: stripe, verification: null }),
    "signature.detect": () => [],
    "signature.verify": () => verified,
    ...answers,
  });
  const Page = () => (
    <Reading>
      <SignaturesPage />
      <Commands />
    </Reading>
  );
  const route = createRootRoute({ component: Page, notFoundComponent: Page });
  const history = createMemoryHistory({ initialEntries: ["/signatures?view=catalogue&scheme=stripe-v1"] });
  const router = createRouter({ routeTree: route, history, parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <RouterProvider router={router} />
    </Core>,
  );
  return transport;
}

test("a scheme that is still being read goes onto the bench with its example", async () => {
  const detail = held(detailOf(stripe));
  const transport = shown({ "schemes.detail": () => detail.promise });
  await screen.findByRole("article", { name: /Stripe v1/ });
  fireEvent.keyDown(document.body, { key: "b" });
  expect(document.documentElement.hasAttribute("data-waiting")).toBe(true);
  expect(transport.times("signature.verify")).toBe(0);
  await detail.go();
  expect(await screen.findByRole("list", { name: "Steps of the check" })).toBeDefined();
  expect(transport.asked.findLast(({ name }) => name === "signature.verify")?.argument).toMatchObject({ secrets: { typed: ["whsec_example"] } });
  expect(document.documentElement.hasAttribute("data-waiting")).toBe(false);
});

test("a scheme that is still being read is duplicated with its definition", async () => {
  const detail = held(detailOf(stripe));
  shown({ "schemes.detail": () => detail.promise });
  await screen.findByRole("article", { name: /Stripe v1/ });
  fireEvent.keyDown(document.body, { key: "d" });
  await detail.go();
  expect(await screen.findByRole("region", { name: "New scheme" })).toBeDefined();
});

test("keys hold for a list that is still being read, one after the other", async () => {
  const list = held([stripe]);
  const detail = held(detailOf(stripe));
  shown({ "schemes.list": () => list.promise, "schemes.detail": () => detail.promise });
  await screen.findByRole("status", { name: "Loading" });
  for (const key of ["Home", "b"]) fireEvent.keyDown(document.body, { key });
  await list.go();
  await detail.go();
  expect(await screen.findByRole("list", { name: "Steps of the check" })).toBeDefined();
});
