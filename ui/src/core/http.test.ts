import { afterEach, expect, test, vi } from "vitest";
import { fetchBytes, totalLength } from "./bytes";
import { http } from "./http";

afterEach(() => vi.unstubAllGlobals());

function answering(response: Response) {
  const fetched = vi.fn((_url: string, _init?: RequestInit) => Promise.resolve(response));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("a command posts its argument and gives back the answer", async () => {
  const fetched = answering(Response.json({ count: 3 }));
  await expect(http.call("captures.newer", { filter: "", than: null })).resolves.toEqual({ count: 3 });
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(url).toBe("/call/captures.newer");
  expect(init?.body).toBe('{"filter":"","than":null}');
});

test("a refusal keeps its code and its words", async () => {
  answering(Response.json({ code: "gone", message: "There is no capture cap_1." }, { status: 404 }));
  await expect(http.call("captures.detail", { id: "cap_1" })).rejects.toMatchObject({ code: "gone", message: "There is no capture cap_1." });
});

test("a status without words is still told", async () => {
  answering(new Response("oops", { status: 502 }));
  await expect(http.call("about", {})).rejects.toMatchObject({ code: "failed", message: /502/ });
});

test("a bridge that is gone says what helps", async () => {
  vi.stubGlobal("fetch", () => Promise.reject(new TypeError("Failed to fetch")));
  await expect(http.call("about", {})).rejects.toMatchObject({ code: "unreachable" });
});

test("a slice of bytes is asked for with an inclusive end", async () => {
  const headers = { "content-range": "bytes 10-12/1234" };
  const fetched = answering(new Response(new Uint8Array([1, 2, 3]), { status: 206, headers }));
  const { bytes, total } = await fetchBytes(http, "captures/cap_1/body", { start: 10, end: 13 });
  expect([...bytes]).toEqual([1, 2, 3]);
  expect(total).toBe(1234);
  expect(fetched.mock.calls[0]?.[1]?.headers).toEqual({ range: "bytes=10-12" });
});

test("a range without a known whole has no total", () => {
  expect(totalLength("bytes 0-1/*")).toBeNull();
  expect(totalLength(null)).toBeNull();
});
