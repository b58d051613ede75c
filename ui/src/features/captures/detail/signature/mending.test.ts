import { expect, test } from "vitest";
import type { Mend } from "../../../../core/generated/Mend";
import { mendDone, mendName, undoOf } from "./mending";
import { source } from "./samples";

const secret = { id: "sec_2", name: "whsec_…9a" };

const mends: Mend[] = [
  { kind: "use_secret", secret, source: "orders" },
  { kind: "use_secret", secret, source: null },
  { kind: "change_secret", secret, how: "unquote" },
  { kind: "public_url", url: "https://example.com/hooks" },
  { kind: "scheme", id: "github-sha1" },
];

test("each mend says what it will do and what it did", () => {
  expect(mends.map((mend) => mendName(mend, "shop"))).toEqual([
    "Use the secret of orders for shop",
    "Use whsec_…9a for shop",
    "Take the quotes off whsec_…9a",
    "Set this public URL for shop",
    "Check shop as github-sha1",
  ]);
  expect(mends.map((mend) => mendDone(mend, "shop"))).toContain("shop has whsec_…9a, too");
});

test("taking a mend back forgets the secret that it added", () => {
  const before = source().source;
  const [mend] = mends;
  const after = { ...before, secrets: [...before.secrets, { id: "sec_9", hint: "whsec_…9a", created_at: "", locked: false, learned: false }] };
  expect(mend && undoOf(mend, before, after)).toMatchObject({ id: "src_1", scheme: "stripe-v1", add_secrets: [], remove_secrets: ["sec_9"] });
});

test("a secret that was changed cannot be brought back", () => {
  const { source: saved } = source();
  expect(undoOf({ kind: "change_secret", secret, how: "trim" }, saved, saved)).toBeNull();
});
