// An endpoint while it is edited: what was typed, what is wrong with it, what is sent. Pure.
import { type FaultDraft, faultDraftOf, faultProblem, faultsOf } from "../../../components/faultMix";
import { headersOf, headersProblem, linesOf } from "../../../components/headerLines";
import { numberProblem, wholeProblem } from "../../../components/numbers";
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { EditEndpoint } from "../../../core/generated/EditEndpoint";
import type { Endpoint } from "../../../core/generated/Endpoint";
import type { Manner } from "../../../core/generated/Manner";
import type { NewEndpoint } from "../../../core/generated/NewEndpoint";
import type { Ordering } from "../../../core/generated/Ordering";
import type { SecretId } from "../../../core/generated/SecretId";

/** A URL as handlers have it. */
export const EXAMPLE_URL = "http://localhost:3000/webhooks";

/** The carrier that is no profile: this machine. No profile has an empty name. */
export const HERE = "";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type EndpointDraft = {
  name: string;
  url: string;
  /** A profile's name, or `HERE`. */
  deliveredBy: string;
  scheme: string | null;
  addSecrets: string[];
  removeSecrets: SecretId[];
  schedule: string;
  speed: string;
  rate: string;
  concurrency: string;
  ordering: Ordering;
  timeout: string;
  breaker: { failures: string; cooldown: string } | null;
  headers: string;
  /** In which field the message id is sent, where that is not the usual one. */
  idHeader: string | undefined;
  eventTypes: string;
  faults: FaultDraft | null;
};

/** An endpoint as it begins: Standard Webhooks' schedule in real time. */
export const emptyDraft: EndpointDraft = {
  name: "",
  url: "",
  deliveredBy: HERE,
  scheme: null,
  addSecrets: [""],
  removeSecrets: [],
  schedule: "standard-webhooks",
  speed: "1",
  rate: "",
  concurrency: "8",
  ordering: "none",
  timeout: "",
  breaker: null,
  headers: "",
  idHeader: undefined,
  eventTypes: "",
  faults: null,
};

/** A breaker as it begins. */
export const newBreaker = { failures: "5", cooldown: "30" };

/** A saved endpoint as it is shown for changes. */
export function draftOf({ name, url, handed_to, scheme, secrets, manner }: Endpoint): EndpointDraft {
  const { breaker } = manner;
  return {
    name,
    url,
    deliveredBy: handed_to?.profile ?? HERE,
    scheme,
    addSecrets: secrets.length === 0 ? [""] : [],
    removeSecrets: [],
    schedule: manner.schedule,
    speed: String(manner.speed),
    rate: manner.rate === null ? "" : String(manner.rate),
    concurrency: String(manner.concurrency),
    ordering: manner.ordering,
    timeout: manner.timeout_ms === null ? "" : String(manner.timeout_ms / 1000),
    breaker: breaker && { failures: String(breaker.failures), cooldown: String(breaker.cooldown_ms / 1000) },
    headers: linesOf(manner.headers),
    idHeader: manner.id_header,
    eventTypes: manner.event_types.join("\n"),
    faults: faultDraftOf(manner.faults),
  };
}

/** What is wrong, by field. */
export type Problems = Partial<Record<keyof EndpointDraft | "failures" | "cooldown", string>>;

/** What the core would refuse, known before it is asked. */
export function problemsOf(draft: EndpointDraft): Problems {
  const { breaker, faults } = draft;
  const found: [keyof Problems, string | null][] = [
    ["url", targetProblem(draft.url, EXAMPLE_URL)],
    ["speed", wholeProblem(draft.speed, [1, 100_000])],
    ["rate", draft.rate === "" ? null : wholeProblem(draft.rate, [1, 1_000_000])],
    ["concurrency", wholeProblem(draft.concurrency, [1, 256])],
    ["timeout", draft.timeout === "" ? null : numberProblem(draft.timeout, [0.001, 3600])],
    ["failures", breaker && wholeProblem(breaker.failures, [1, 1_000_000])],
    ["cooldown", breaker && numberProblem(breaker.cooldown, [0.001, 86_400])],
    ["headers", headersProblem(draft.headers)],
    ["faults", faults && faultProblem(faults)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** The draft as a new endpoint. */
export function newEndpoint(draft: EndpointDraft): NewEndpoint {
  const made = { name: draft.name.trim(), url: withScheme(draft.url), scheme: draft.scheme, secrets: typedSecrets(draft), manner: mannerOf(draft) };
  return draft.deliveredBy === HERE ? made : { ...made, delivered_by: draft.deliveredBy };
}

/** The draft as a change of an endpoint. */
export function editEndpoint({ id, name }: Endpoint, draft: EndpointDraft): EditEndpoint {
  const { secrets, ...rest } = newEndpoint(draft);
  return { ...rest, id, name: rest.name || name, add_secrets: secrets, remove_secrets: draft.removeSecrets };
}

/** Whether something would be lost by closing. */
export function isChanged(draft: EndpointDraft, before: EndpointDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(before);
}

function typedSecrets(draft: EndpointDraft): string[] {
  return draft.scheme === null ? [] : draft.addSecrets.map((secret) => secret.trim()).filter(Boolean);
}

function mannerOf(draft: EndpointDraft): Manner {
  const { breaker, faults } = draft;
  return {
    headers: headersOf(draft.headers),
    ...(draft.idHeader === undefined ? {} : { id_header: draft.idHeader }),
    event_types: draft.eventTypes.split(/[\s,]+/).filter(Boolean),
    schedule: draft.schedule.trim(),
    speed: Number(draft.speed),
    rate: draft.rate === "" ? null : Number(draft.rate),
    concurrency: Number(draft.concurrency),
    ordering: draft.ordering,
    timeout_ms: draft.timeout === "" ? null : Math.round(Number(draft.timeout) * 1000),
    breaker: breaker && { failures: Number(breaker.failures), cooldown_ms: Math.round(Number(breaker.cooldown) * 1000) },
    faults: faults && faultsOf(faults),
  };
}
