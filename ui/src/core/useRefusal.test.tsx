import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { Core } from "./Core";
import { FakeTransport } from "./fakeTransport";
import { outlineOf } from "./listSample";
import { useRefusal } from "./useRefusal";
import { useWrongTerms } from "./useWrongTerms";

afterEach(cleanup);

/** A store that knows no colours. */
function colourless() {
  return new FakeTransport({
    "captures.outline": (asked) => {
      if ((asked as { filter: string }).filter.includes("colour:")) throw { code: "filter", message: "colour is not known" };
      return outlineOf(1, 200);
    },
  });
}

function shown(transport: FakeTransport, filter: string) {
  const wrapper = ({ children }: { children: ReactNode }) => <Core transport={transport}>{children}</Core>;
  const seen: (string | null)[] = [];
  const view = renderHook(
    (now: string) => {
      const problem = useRefusal("captures.outline", now);
      seen.push(problem);
      return { problem, wrong: useWrongTerms("captures.outline", now.split(" ").filter(Boolean), problem) };
    },
    { wrapper, initialProps: filter },
  );
  return { ...view, seen };
}

test("only the term that cannot be read is marked", async () => {
  const { result } = shown(colourless(), "source:stripe colour:red is:pinned");
  await waitFor(() => expect(result.current.wrong).toEqual([undefined, "colour is not known", undefined]));
});

test("a single term is wrong without another question", async () => {
  const transport = colourless();
  const { result } = shown(transport, "colour:red");
  await waitFor(() => expect(result.current.wrong).toEqual(["colour is not known"]));
  expect(transport.times("captures.outline")).toBe(1);
});

test("what is wrong stays said while captures arrive", async () => {
  const transport = colourless();
  const { result, seen } = shown(transport, "colour:red");
  await waitFor(() => expect(result.current.problem).not.toBeNull());
  seen.length = 0;
  act(() => transport.announce("captures"));
  await waitFor(() => expect(transport.times("captures.outline")).toBe(2));
  expect(seen).not.toContain(null);
});

test("a mended filter has no problem any more", async () => {
  const { result, rerender } = shown(colourless(), "colour:red");
  await waitFor(() => expect(result.current.problem).not.toBeNull());
  rerender("source:stripe");
  await waitFor(() => expect(result.current).toEqual({ problem: null, wrong: [] }));
});
