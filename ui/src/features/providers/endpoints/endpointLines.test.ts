import { expect, test } from "vitest";
import { infos, profiles } from "../sample";
import { endpointLines, type EndpointGroup, eventsOf } from "./endpointLines";

const group = (parts: Partial<EndpointGroup>): EndpointGroup => ({ profile: profiles[0]!, info: infos[1]!, rows: [], reading: false, readAt: 1, problem: null, next: null, ...parts });

test("a profile without endpoints says why, and one that could not be read says only that", () => {
  const kinds = (one: EndpointGroup) => endpointLines([one]).map(({ kind }) => kind);
  expect(kinds(group({}))).toEqual(["group", "none"]);
  expect(kinds(group({ problem: "It answered 403." }))).toEqual(["group"]);
  expect(kinds(group({ reading: true }))).toEqual(["group", "waiting", "waiting"]);
  expect(endpointLines([group({ info: infos[0]! })])[1]).toMatchObject({ words: "Skyvern keeps no endpoints: each run names where its webhook goes." });
});

test("event types are typed between commas or spaces, each once", () => {
  expect(eventsOf(" brand.vetted, campaign.approved brand.vetted\n")).toEqual(["brand.vetted", "campaign.approved"]);
  expect(eventsOf("  ")).toEqual([]);
});
