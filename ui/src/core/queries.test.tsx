import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import type { ReactNode } from "react";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { nothing } from "./client";
import { Core } from "./Core";
import { FakeTransport } from "./fakeTransport";
import { ROUND_MS } from "./notices";
import { useChange, useCommand, useLink, useSaved } from "./queries";
import { CallFailed } from "./transport";

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

function within(transport: FakeTransport) {
  return { wrapper: ({ children }: { children: ReactNode }) => <Core transport={transport}>{children}</Core> };
}

async function pass(milliseconds: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(milliseconds));
}

test("an answer is asked for again when a topic it reads changed", async () => {
  let total = 1;
  const transport = new FakeTransport({ "captures.counts": () => ({ total, by_verdict: [], by_source: [] }) });
  const { result } = renderHook(() => useCommand("captures.counts", nothing), within(transport));
  await waitFor(() => expect(result.current.data?.total).toBe(1));
  total = 2;
  transport.announce("captures");
  await waitFor(() => expect(result.current.data?.total).toBe(2));
});

test("nothing is asked before changes are heard of, for they would be missed", async () => {
  const transport = new FakeTransport({ "settings.get": () => ({ theme: "dark" }) }, "connecting");
  const { result } = renderHook(() => useCommand("settings.get", nothing), within(transport));
  await pass(ROUND_MS);
  expect(transport.times("settings.get")).toBe(0);
  act(() => transport.setLink("open"));
  await waitFor(() => expect(result.current.data).toBeDefined());
});

test("a change of other topics asks for nothing", async () => {
  const transport = new FakeTransport({ "settings.get": () => ({ theme: "dark" }) });
  const { result } = renderHook(() => useCommand("settings.get", nothing), within(transport));
  await waitFor(() => expect(result.current.data).toBeDefined());
  transport.announce("captures", "attempts");
  await pass(5 * ROUND_MS);
  expect(transport.times("settings.get")).toBe(1);
});

test("a flood of notices asks at most ten times a second", async () => {
  const transport = new FakeTransport({ "replay.targets": () => [] });
  const { result } = renderHook(() => useCommand("replay.targets", nothing), within(transport));
  await waitFor(() => expect(result.current.data).toBeDefined());
  for (let sent = 0; sent < 200; sent += 1) {
    transport.announce("attempts");
    await pass(5);
  }
  expect(transport.times("replay.targets")).toBeLessThanOrEqual(12);
  expect(transport.times("replay.targets")).toBeGreaterThan(5);
});

test("an answer under way is let finish and then asked for again", async () => {
  const waiting: (() => void)[] = [];
  const transport = new FakeTransport({ "replay.targets": () => new Promise((done) => waiting.push(() => done([]))) });
  renderHook(() => useCommand("replay.targets", nothing), within(transport));
  await waitFor(() => expect(waiting).toHaveLength(1));
  transport.announce("attempts");
  await pass(3 * ROUND_MS);
  expect(transport.times("replay.targets")).toBe(1);
  waiting[0]?.();
  await pass(3 * ROUND_MS);
  expect(transport.times("replay.targets")).toBe(2);
});

test("what was missed while the link was lost is caught up with", async () => {
  const transport = new FakeTransport({ "settings.get": () => ({ theme: "dark" }) });
  const { result } = renderHook(() => ({ link: useLink(), settings: useCommand("settings.get", nothing) }), within(transport));
  await waitFor(() => expect(result.current.settings.data).toBeDefined());
  act(() => transport.setLink("lost"));
  expect(result.current.link).toBe("lost");
  act(() => transport.setLink("open"));
  await waitFor(() => expect(transport.times("settings.get")).toBe(2));
});

test("where a file was saved to is heard while somebody listens", () => {
  const transport = new FakeTransport({});
  const told = vi.fn();
  const { unmount } = renderHook(() => useSaved(told), within(transport));
  act(() => transport.saved("/home/ada/Downloads/run.md"));
  unmount();
  act(() => transport.saved("/home/ada/Downloads/run (1).md"));
  expect(told.mock.calls).toEqual([["/home/ada/Downloads/run.md"]]);
});

test("a refusal reaches the caller with its code", async () => {
  const transport = new FakeTransport({});
  const { result } = renderHook(() => useChange("receiver.pause"), within(transport));
  await expect(act(() => result.current.mutateAsync(nothing))).rejects.toEqual(
    new CallFailed({ code: "failed", message: "no answer for receiver.pause" }),
  );
});
