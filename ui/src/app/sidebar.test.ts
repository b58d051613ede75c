import { expect, test } from "vitest";
import type { SourceOverview } from "../core/generated/SourceOverview";
import { filteredSource } from "../shell/filterText";
import { capturesSearch, parseSearch, stringifySearch } from "../shell/search";
import { forwardNote, sourceRows } from "./sourceRows";

const at = "2026-11-22T12:00:00.000000Z";

function overview(name: string, change: Partial<SourceOverview["source"]> = {}): SourceOverview {
  const response = { steps: [], headers: [], body: null, delay_ms: 0 };
  const rest = { scheme: null, secrets: [], tolerance_seconds: null, future: null, fetch_keys: false, handshake: true, handshake_values: [], public_url: null, forward_to: [], forward_mode: "after" as const, allow_browser: false };
  const source = { id: `src_${name}`, name, response, paused: false, created_at: at, ...rest, ...change };
  return { source, ingest_url: null, scheme_name: null, provider: null, forward_failure: null, routes: [] };
}

test("a source that is paused says what senders get", () => {
  const [row] = sourceRows([overview("runflow", { paused: true })], [], true);
  expect(row).toMatchObject({ state: "paused", note: "Paused, answering 503" });
});

test("a dead target is named with its port", () => {
  expect(forwardNote("http://localhost:5173/hooks", { kind: "refused", message: "" })).toBe("localhost:5173 refuses");
});

test("captures of a source that was removed are still there", () => {
  const counts = [{ source: "old", total: 3, rejected: 0, last_received_at: at }];
  const rows = sourceRows([overview("stripe")], counts, true);
  expect(rows.map((row) => [row.name, row.count, row.state])).toEqual([
    ["stripe", 0, "receiving"],
    ["old", 3, "idle"],
    ["unsorted", 0, "idle"],
  ]);
});

test("a rule that answers with an error is not forgotten", () => {
  const response = { steps: [503], headers: [], body: null, delay_ms: 0 };
  expect(sourceRows([overview("stripe", { response })], [], true)[0]?.note).toBe("Answering 503");
});

test("the address carries plain text", () => {
  const search = { filter: 'source:stripe body:"a b"', capture: "cap_42" };
  expect(capturesSearch(parseSearch(stringifySearch(search)))).toEqual(search);
  expect(capturesSearch({ filter: "", tab: 3, other: "x" })).toEqual({});
});

test("only a filter of one source alone is that source", () => {
  expect(filteredSource("source:stripe")).toBe("stripe");
  expect(filteredSource("source:stripe verdict:rejected")).toBeNull();
  expect(filteredSource(undefined)).toBeNull();
});
