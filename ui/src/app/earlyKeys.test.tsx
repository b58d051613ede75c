import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { act, cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { type ReactNode, useContext } from "react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { LoadingContext } from "../components/loading";
import { Core } from "../core/Core";
import { FakeTransport } from "../core/fakeTransport";
import { emptyBench } from "../features/signatures/bench/draft";
import { keepBench } from "../features/signatures/bench/useBench";
import { detailOf, scheme, verified } from "../features/signatures/sample";
import { SignaturesPage } from "../features/signatures/SignaturesPage";
import { ActionsContext, OutdatedContext, useActions } from "../shell/keys";
import { parseSearch, stringifySearch } from "../shell/search";
import { useToast, useUndoable } from "../shell/toasts";
import { Commands } from "./Commands";
import { Toasts } from "./Toasts";

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
  await screen.findByText("Try on the bench");
  fireEvent.keyDown(document.body, { key: "b" });
  expect(document.documentElement.hasAttribute("data-waiting")).toBe(true);
  expect(transport.times("signature.verify")).toBe(0);
  await detail.go();
  expect(await screen.findByLabelText("Steps of the check")).toBeDefined();
  expect(transport.asked.findLast(({ name }) => name === "signature.verify")?.argument).toMatchObject({ secrets: { typed: ["whsec_example"] } });
  expect(document.documentElement.hasAttribute("data-waiting")).toBe(false);
});

test("a scheme that is still being read is duplicated with its definition", async () => {
  const detail = held(detailOf(stripe));
  shown({ "schemes.detail": () => detail.promise });
  await screen.findByText("Try on the bench");
  fireEvent.keyDown(document.body, { key: "d" });
  await detail.go();
  expect(await screen.findByLabelText("New scheme")).toBeDefined();
});

test("keys hold for a list that is still being read, one after the other", async () => {
  const list = held([stripe]);
  const detail = held(detailOf(stripe));
  shown({ "schemes.list": () => list.promise, "schemes.detail": () => detail.promise });
  await screen.findByLabelText("Loading");
  for (const key of ["Home", "b"]) fireEvent.keyDown(document.body, { key });
  await list.go();
  await detail.go();
  expect(await screen.findByLabelText("Steps of the check")).toBeDefined();
});

/** Deletes at a click, which takes as long as `deed`. */
function Deleting({ deed, onUndo }: { deed: () => Promise<string>; onUndo: (what: string) => void }) {
  const toast = useToast();
  const undoable = useUndoable();
  const remove = async () => {
    const what = await deed();
    toast({ message: `Deleted ${what}`, undo: () => onUndo(what) });
  };
  return (
    <button type="button" onClick={() => void undoable(remove())}>
      Delete
    </button>
  );
}

test("Ctrl+Z undoes what is still being done, not what was done before that", async () => {
  const second = held("the second");
  const deeds = [Promise.resolve("the first"), second.promise];
  const undone: string[] = [];
  render(
    <Core transport={new FakeTransport({})}>
      <Toasts>
        <Deleting deed={() => deeds.shift() ?? Promise.resolve("")} onUndo={(what) => undone.push(what)} />
      </Toasts>
      <Commands />
    </Core>,
  );
  fireEvent.click(screen.getByText("Delete"));
  await screen.findByText("Deleted the first");
  fireEvent.click(screen.getByText("Delete"));
  fireEvent.keyDown(document.body, { key: "z", ctrlKey: true });
  await second.go();
  await waitFor(() => expect(undone).toEqual(["the second"]));
});

function Pane({ of, checked }: { of: string; checked: string[] }) {
  useActions([{ id: "check", name: "Check again", keys: ["v"], scope: "Captures", run: () => checked.push(of) }]);
  return null;
}

test("a pane that shows what was open before keeps its keys for what is opened", async () => {
  const checked: string[] = [];
  const drawn = (of: string, outdated: boolean) => (
    <>
      <OutdatedContext value={outdated}>
        <Pane key={of} of={of} checked={checked} />
      </OutdatedContext>
      <Commands />
    </>
  );
  const { rerender } = render(drawn("cap_1", true));
  fireEvent.keyDown(document.body, { key: "v" });
  rerender(drawn("cap_2", false));
  await waitFor(() => expect(checked).toEqual(["cap_2"]));
});
