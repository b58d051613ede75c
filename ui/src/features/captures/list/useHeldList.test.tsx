import { act, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { expect, test } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import { numberOf } from "../../../core/listPages";
import type { NewerCaptures } from "../../../core/generated/NewerCaptures";
import type { PageCaptures } from "../../../core/generated/PageCaptures";

import { outlineOf, rowsOf } from "./sample";
import { useHeldList } from "./useHeldList";

/** A list of `total` captures, and how many more arrive. */
function shown(total: number) {
  const world = { total };
  const shell = new FakeTransport({
    "captures.outline": () => outlineOf(world.total, 200),
    "captures.page": (asked) => rowsOf(numberOf((asked as PageCaptures).from ?? `cap_${world.total}`), (asked as PageCaptures).limit),
    "captures.newer": (asked) => ({ count: world.total - numberOf((asked as NewerCaptures).than ?? "cap_0") }),
  });
  const wrapper = ({ children }: { children: ReactNode }) => <Core transport={shell}>{children}</Core>;
  const start = { follows: true, first: 0 };
  const list = renderHook(
    ({ follows, first }) => useHeldList({ filter: "", range: { first, last: first + 20 }, capture: undefined, follows }),
    { wrapper, initialProps: start },
  );
  const arrive = (count: number) =>
    act(() => {
      world.total += count;
      shell.announce("captures");
    });
  return { ...list, shell, arrive };
}

test("at the top, what arrives appears", async () => {
  const { result, arrive } = shown(500);
  await waitFor(() => expect(result.current.outline?.total).toBe(500));
  arrive(3);
  await waitFor(() => expect(result.current.pages.get(0)?.[0]?.id).toBe("cap_503"));
  expect(result.current.newer).toBe(0);
});

test("elsewhere, what is read stays and what arrived is counted, until it is asked for", async () => {
  const { result, rerender, arrive } = shown(500);
  await waitFor(() => expect(result.current.outline?.total).toBe(500));
  rerender({ follows: false, first: 250 });
  await waitFor(() => expect(result.current.pages.get(1)?.[0]?.id).toBe("cap_300"));
  arrive(12);
  await waitFor(() => expect(result.current.newer).toBe(12));
  expect(result.current.outline?.total).toBe(500);
  act(() => result.current.catchUp());
  await waitFor(() => expect(result.current.outline?.total).toBe(512));
  await waitFor(() => expect(result.current.newer).toBe(0));
});

test("pages that are not on screen are not asked for", async () => {
  const { result, rerender, shell } = shown(100_000);
  await waitFor(() => expect(result.current.outline?.total).toBe(100_000));
  rerender({ follows: false, first: 50_000 });
  await waitFor(() => expect(result.current.pages.get(250)).toBeDefined());
  expect(shell.times("captures.page")).toBeLessThanOrEqual(2);
});
