import { expect, test } from "vitest";
import { endpoint, overview } from "../sample";
import { endpointFacts } from "./endpointFacts";

const factsOf = (change: Partial<typeof overview>) => Object.fromEntries(endpointFacts({ ...overview, ...change }, null));

test("what is as usual is said shortly, and what is not there is left out", () => {
  expect(factsOf({})).toMatchObject({ Signed: expect.stringContaining("unsigned"), "Event types": "All", Clock: "Real time", "Time-out": "5 s, the schedule's", Breaker: "None" });
  expect(factsOf({})).not.toHaveProperty("Faults");
});

test("an endpoint that is slowed down says from what", () => {
  const status = { endpoint: "ep_1", running: 1, not_before: null, breaker: { state: "closed" as const }, slowed_to: 2 };
  expect(factsOf({ status })["At once"]).toBe("2 now, slowed down from 8");
});

test("a schedule that cannot be read any more is said to be one", () => {
  const manner = { ...endpoint.manner, schedule: "gone", breaker: { failures: 3, cooldown_ms: 30_000 } };
  expect(factsOf({ endpoint: { ...endpoint, manner }, schedule: null })).toMatchObject({ Schedule: "gone, which cannot be read", Breaker: "After 3 failures in a row, for 30 s" });
});

test("an endpoint that somebody else delivers to says who, and none of what is decided there", () => {
  const handed_to = { profile: "cloud", application: "hookwright-1", endpoint: null, told: null };
  const facts = factsOf({ endpoint: { ...endpoint, handed_to } });
  expect(facts).toMatchObject({ "Delivered by": "cloud, from its first event on", Breaker: "None" });
  for (const name of ["Schedule", "Clock", "At once", "Time-out"]) expect(facts).not.toHaveProperty(name);
  expect(factsOf({})).not.toHaveProperty("Delivered by");
});
