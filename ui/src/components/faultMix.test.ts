import { expect, test } from "vitest";
import { faultDraftOf, faultProblem, faultsOf, newFaults } from "./faultMix";

test("a mix is filled in as percent and read back as shares", () => {
  const mix = faultsOf({ ...newFaults, shares: { ...newFaults.shares, drop: "12.5" } });
  expect(mix).toMatchObject({ drop: 0.125, delay: 0.05, delay_ms: 1000, seed: 1 });
  expect(faultDraftOf(mix)?.shares.drop).toBe("12.5");
});

test("what breaks cannot befall more than all", () => {
  const shares = { ...newFaults.shares, drop: "60", reset: "50" };
  expect(faultProblem({ ...newFaults, shares })).toMatch(/together are 111 percent/);
  expect(faultProblem(newFaults)).toBeNull();
});

test("a mix of nothing is said to be none", () => {
  const none = Object.fromEntries(Object.keys(newFaults.shares).map((kind) => [kind, "0"]));
  expect(faultProblem({ ...newFaults, shares: { ...newFaults.shares, ...none } })).toMatch(/leave faults off/);
});
