import { expect, test } from "vitest";
import { insideOf, timeHint } from "./inside";

const base64url = (value: unknown) => btoa(JSON.stringify(value)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

test("a JWT opens to its header and payload", () => {
  const token = `${base64url({ alg: "HS256" })}.${base64url({ sub: "order_1" })}.c2ln`;
  expect(insideOf(token)).toEqual({ name: "JWT", text: '{"header":{"alg":"HS256"},"payload":{"sub":"order_1"},"signature":"c2ln"}' });
});

test("base64 of text opens, base64 of bytes does not", () => {
  expect(insideOf(btoa("hello, webhook world"))).toEqual({ name: "base64", text: "hello, webhook world" });
  expect(insideOf("52be45c8f9d5bf94b95985a1e7c0d2b1")).toBeNull();
  expect(insideOf("nKvT3xQ0p1Zy8WbLr5Jd6g==")).toBeNull();
});

test("words and ids are just strings", () => {
  for (const word of ["checkout.session.completed", "evt_1SVwQ2LkdIwHu7ixPt0m", "in_1SVwQ2LkdIwHu7ix", "gid://shopify/Order/1", "subscriptionUpdated"]) {
    expect(insideOf(word), word).toBeNull();
  }
});

test("JSON inside a string opens", () => {
  expect(insideOf('{"a":[1]}')?.name).toBe("JSON in a string");
  expect(insideOf("{not json at all}")).toBeNull();
});

test("times are told against when it arrived", () => {
  const arrived = Date.parse("2026-11-21T13:31:52Z");
  expect(timeHint("2026-11-21T14:31:38+01:00", arrived)).toBe("14 s before it arrived");
  expect(timeHint(arrived / 1000 + 300, arrived)).toBe("5 min after it arrived");
  expect(timeHint(arrived, arrived)).toBe("as it arrived");
});

test("other numbers and dates without a zone are no times", () => {
  const arrived = Date.parse("2026-11-21T13:31:52Z");
  for (const value of [94_500, 6_187_042_398_341, 3.5, "2026-11-21", "2026-11-21T14:31:38"]) expect(timeHint(value, arrived), String(value)).toBeNull();
});
