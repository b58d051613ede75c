import { expect, test } from "vitest";
import type { EndpointCalls } from "../../../core/generated/EndpointCalls";
import { createDeed, emptyEndpoint, endpointProblems } from "./endpointDraft";

const calls: EndpointCalls = { can: ["list", "create"], takes: ["description", "events"], needs: ["events"], example_events: "" };

test("what a provider needs is asked for before it is called", () => {
  expect(Object.keys(endpointProblems({ ...emptyEndpoint, url: "mailto:x" }, calls))).toEqual(["url", "events"]);
  expect(endpointProblems({ ...emptyEndpoint, url: "localhost:4400/x", events: "a" }, calls)).toEqual({});
});

test("only what a provider takes is asked", () => {
  const draft = { ...emptyEndpoint, url: "localhost:4400/x", name: "shop", description: " d ", events: "a, b" };
  expect(createDeed(draft, calls)).toEqual({ kind: "create", url: "http://localhost:4400/x", description: "d", events: ["a", "b"] });
});
