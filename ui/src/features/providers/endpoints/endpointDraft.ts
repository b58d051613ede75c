// An endpoint of a provider while it is described: what was typed, and what is wrong with it. Pure.
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { EndpointCalls } from "../../../core/generated/EndpointCalls";
import type { EndpointDeed } from "../../../core/generated/EndpointDeed";
import type { EndpointField } from "../../../core/generated/EndpointField";
import { eventsOf } from "./endpointLines";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type EndpointDraft = { url: string } & Record<EndpointField, string>;

/** Nothing yet. */
export const emptyEndpoint: EndpointDraft = { url: "", name: "", description: "", events: "", secret: "" };

/** A URL as providers take them. */
export const EXAMPLE_URL = "https://hooks.example.com/in";

const missing: Record<EndpointField, string> = {
  name: "It needs a name.",
  description: "It needs a word on what it is for.",
  events: "It needs at least one event type.",
  secret: "It needs a secret.",
};

/** What is wrong, by field. */
export function endpointProblems(draft: EndpointDraft, { needs }: EndpointCalls): Partial<Record<keyof EndpointDraft, string>> {
  const url = targetProblem(draft.url, EXAMPLE_URL);
  const lacking = needs.filter((field) => draft[field].trim() === "").map((field) => [field, missing[field]]);
  return Object.fromEntries([...(url === null ? [] : [["url", url]]), ...lacking]);
}

/** The draft as what is asked; what the provider does not take is left out. */
export function createDeed(draft: EndpointDraft, { takes }: EndpointCalls): EndpointDeed {
  const given = (field: Exclude<EndpointField, "events">) => (takes.includes(field) && draft[field].trim() !== "" ? { [field]: draft[field].trim() } : {});
  return { kind: "create", url: withScheme(draft.url), ...given("name"), ...given("description"), ...given("secret"), events: takes.includes("events") ? eventsOf(draft.events) : [] };
}
