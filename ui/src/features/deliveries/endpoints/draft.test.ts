import { expect, test } from "vitest";
import { newFaults } from "../../../components/faultMix";
import { endpoint } from "../sample";
import { draftOf, editEndpoint, emptyDraft, HERE, isChanged, newEndpoint, problemsOf } from "./draft";

const draft = { ...emptyDraft, name: "shop", url: "localhost:3000/hooks" };

test("an endpoint that was read is written as it was", () => {
  const full = {
    ...endpoint,
    manner: { ...endpoint.manner, headers: [["X-Team", "a"]] as [string, string][], event_types: ["invoice.*", "ping"], speed: 1000, rate: 5, ordering: "by_key" as const, timeout_ms: 2500, breaker: { failures: 3, cooldown_ms: 1500 } },
  };
  expect(editEndpoint(full, draftOf(full))).toEqual({ id: "ep_1", name: "shop", url: full.url, scheme: null, manner: full.manner, add_secrets: [], remove_secrets: [] });
});

test("a URL needs no scheme, and secrets are for a scheme alone", () => {
  const unsigned = newEndpoint({ ...draft, addSecrets: ["whsec_1"] });
  expect(unsigned).toMatchObject({ url: "http://localhost:3000/hooks", secrets: [] });
  expect(newEndpoint({ ...draft, scheme: "svix-v1", addSecrets: [" whsec_1 ", ""] }).secrets).toEqual(["whsec_1"]);
});

test("what cannot be is said before it is sent", () => {
  const wrong = { ...draft, url: "ftp://x", speed: "0", concurrency: "300", timeout: "x", breaker: { failures: "", cooldown: "30" }, headers: "no colon" };
  expect(Object.keys(problemsOf(wrong)).sort()).toEqual(["concurrency", "failures", "headers", "speed", "timeout", "url"]);
  expect(problemsOf(draft)).toEqual({});
});

test("faults are left out until they are wanted", () => {
  expect(newEndpoint(draft).manner.faults).toBeNull();
  expect(newEndpoint({ ...draft, faults: newFaults }).manner.faults?.delay).toBe(0.05);
});

test("only what was typed counts as a change", () => {
  expect(isChanged(draftOf(endpoint), draftOf(endpoint))).toBe(false);
  expect(isChanged({ ...draftOf(endpoint), speed: "10" }, draftOf(endpoint))).toBe(true);
});

test("who delivers stays as it is, and this machine is not named", () => {
  const handed = { ...endpoint, handed_to: { profile: "cloud", application: "hookwright-1", endpoint: "ep_9", told: null } };
  expect(editEndpoint(handed, draftOf(handed))).toMatchObject({ delivered_by: "cloud" });
  expect(newEndpoint(draft)).not.toHaveProperty("delivered_by");
  expect(editEndpoint(handed, { ...draftOf(handed), deliveredBy: HERE })).not.toHaveProperty("delivered_by");
});
