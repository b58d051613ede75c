import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, expect, test } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import type { PageCaptures } from "../../../core/generated/PageCaptures";
import type { SearchCaptures } from "../../../core/generated/SearchCaptures";
import { outlineOf, rowsOf } from "./sample";
import { useCaptureRows } from "./useCaptureRows";
import type { Looked } from "./useHeldList";

afterEach(cleanup);

const PAGE = 200;

/** A store of captures 1 to `total`, which may grow. */
function storeOf(total: number) {
  const store = { total };
  const newest = (from: string | null) => (from === null ? store.total : Number(from.slice(4)));
  const transport = new FakeTransport({
    "captures.outline": () => outlineOf(store.total, PAGE),
    "captures.page": (asked) => rowsOf(newest((asked as PageCaptures).from), (asked as PageCaptures).limit),
    "captures.newer": (asked) => ({ count: store.total - newest((asked as { than: string | null }).than) }),
  });
  return { store, transport };
}

function shown(transport: FakeTransport, looked: Partial<Looked> = {}) {
  const wrapper = ({ children }: { children: ReactNode }) => <Core transport={transport}>{children}</Core>;
  const start: Looked = { filter: "", range: { first: 0, last: 30 }, capture: undefined, follows: true, ...looked };
  return renderHook((now: Looked) => useCaptureRows(now), { wrapper, initialProps: start });
}

test("of a long list only the pages on screen are asked for", async () => {
  const { transport } = storeOf(100_000);
  const { result, rerender } = shown(transport);
  await waitFor(() => expect(result.current.rowAt(0)?.id).toBe("cap_100000"));
  rerender({ filter: "", range: { first: 70_390, last: 70_420 }, capture: undefined, follows: false });
  await waitFor(() => expect(result.current.rowAt(70_400)?.id).toBe("cap_29600"));
  expect(result.current.rowAt(70_399)?.id).toBe("cap_29601");
  expect(result.current.count).toBe(100_000);
  expect(transport.times("captures.page")).toBeLessThan(6);
});

test("what arrives appears at the top while the list follows", async () => {
  const { store, transport } = storeOf(500);
  const { result } = shown(transport);
  await waitFor(() => expect(result.current.rowAt(0)?.id).toBe("cap_500"));
  store.total = 503;
  act(() => transport.announce("captures"));
  await waitFor(() => expect(result.current.rowAt(0)?.id).toBe("cap_503"));
  expect(result.current).toMatchObject({ count: 503, newer: 0 });
});

test("what is read stays where it is, and what arrived is counted", async () => {
  const { store, transport } = storeOf(500);
  const { result } = shown(transport, { follows: false });
  await waitFor(() => expect(result.current.rowAt(0)?.id).toBe("cap_500"));
  store.total = 512;
  act(() => transport.announce("captures"));
  await waitFor(() => expect(result.current.newer).toBe(12));
  expect(result.current.rowAt(0)?.id).toBe("cap_500");
  act(() => result.current.catchUp());
  await waitFor(() => expect(result.current.rowAt(0)?.id).toBe("cap_512"));
});

test("a list that cannot be read says so and can be asked for again", async () => {
  const { transport } = storeOf(3);
  let broken = true;
  const failing = new FakeTransport({
    "captures.outline": (asked) => {
      if (broken) throw { code: "failed", message: "The database is locked." };
      return transport.call("captures.outline", asked);
    },
    "captures.page": (asked) => transport.call("captures.page", asked),
  });
  const { result } = shown(failing);
  await waitFor(() => expect(result.current.failure?.message).toBe("The database is locked."));
  broken = false;
  act(() => result.current.retry());
  await waitFor(() => expect(result.current.rowAt(2)?.id).toBe("cap_1"));
  expect(result.current.failure).toBeNull();
});

/** A store whose text filter finds one capture a slice of 100, and waits to be let go on. */
function searchedStore(slices: number) {
  const waiting: (() => void)[] = [];
  const slice = ({ before }: SearchCaptures) => {
    const from = before === null ? slices * 100 : Number(before.slice(4)) - 1;
    const next = from > 100 ? `cap_${from - 99}` : null;
    return { rows: rowsOf(from, 1), next, scanned: 100, left: from - 100 };
  };
  const transport = new FakeTransport({
    "captures.outline": () => ({ total: 0, page_size: PAGE, starts: [], needs_search: true }),
    "captures.page": () => rowsOf(slices * 100, 1),
    "captures.newer": () => ({ count: 0 }),
    "captures.search": (asked) => new Promise((done) => waiting.push(() => done(slice(asked as SearchCaptures)))),
  });
  const letGo = async () => {
    await waitFor(() => expect(waiting).not.toHaveLength(0));
    act(() => waiting.shift()?.());
  };
  return { transport, letGo };
}

test("a text is searched slice by slice, and what is found appears at once", async () => {
  const { transport, letGo } = searchedStore(3);
  const { result } = shown(transport, { filter: "text:pi_1" });
  await letGo();
  await waitFor(() => expect(result.current).toMatchObject({ count: 1, search: { running: true, scanned: 100, left: 200 } }));
  await letGo();
  await letGo();
  await waitFor(() => expect(result.current.search).toMatchObject({ running: false, ended: true, scanned: 300 }));
  expect([0, 1, 2].map((index) => result.current.rowAt(index)?.id)).toEqual(["cap_300", "cap_200", "cap_100"]);
});

test("a search that is stopped keeps what it found and can be gone on with", async () => {
  const { transport, letGo } = searchedStore(3);
  const { result } = shown(transport, { filter: "text:pi_1" });
  await letGo();
  await waitFor(() => expect(result.current.count).toBe(1));
  act(() => result.current.search?.cancel());
  await letGo();
  expect(result.current).toMatchObject({ count: 1, search: { running: false, ended: false } });
  act(() => result.current.search?.again("on"));
  await letGo();
  await letGo();
  await waitFor(() => expect(result.current.search?.ended).toBe(true));
  expect(result.current.count).toBe(3);
});

test("what came since a search is counted from where it began", async () => {
  const { transport, letGo } = searchedStore(2);
  shown(transport, { filter: "text:pi_1" });
  await letGo();
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "captures.newer", argument: { filter: "text:pi_1", than: "cap_200" } }));
});
