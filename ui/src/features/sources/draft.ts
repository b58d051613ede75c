// A source while it is edited: what was typed, what is wrong with it, what is sent.
import type { EditSource } from "../../core/generated/EditSource";
import type { ForwardMode } from "../../core/generated/ForwardMode";
import type { FuturePolicy } from "../../core/generated/FuturePolicy";
import type { NewSource } from "../../core/generated/NewSource";
import type { ResponseRule } from "../../core/generated/ResponseRule";
import type { Route } from "../../core/generated/Route";
import type { SecretId } from "../../core/generated/SecretId";
import type { SourceId } from "../../core/generated/SourceId";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { nameProblem } from "./names";
import { headersText, parseHeaders, parseSteps, stepsText } from "./response";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type SourceDraft = {
  name: string;
  scheme: string | null;
  addSecrets: string[];
  removeSecrets: SecretId[];
  tolerance: string;
  /** Empty is the scheme's own policy. */
  future: FuturePolicy | "";
  fetchKeys: boolean;
  handshake: boolean;
  /** Values that were typed, by name; empty takes one away, and what is not here stays. */
  handshakeValues: Record<string, string>;
  publicUrl: string;
  forwardTo: string[];
  forwardMode: ForwardMode;
  /** An endpoint that is not chosen yet is empty. */
  routes: Route[];
  steps: string;
  headers: string;
  /** `null` answers with the JSON that names the capture. */
  body: string | null;
  delay: string;
  allowBrowser: boolean;
};

/** A source as it begins. */
export const emptyDraft: SourceDraft = {
  name: "",
  scheme: null,
  addSecrets: [""],
  removeSecrets: [],
  tolerance: "",
  future: "",
  fetchKeys: false,
  handshake: true,
  handshakeValues: {},
  publicUrl: "",
  forwardTo: [],
  forwardMode: "after",
  routes: [],
  steps: "",
  headers: "",
  body: null,
  delay: "",
  allowBrowser: false,
};

/** A saved source as it is shown for changes. */
export function draftOf({ source, routes }: SourceOverview): SourceDraft {
  const { response } = source;
  return {
    name: source.name,
    scheme: source.scheme,
    addSecrets: source.secrets.length === 0 ? [""] : [],
    removeSecrets: [],
    tolerance: source.tolerance_seconds === null ? "" : String(source.tolerance_seconds),
    future: source.future ?? "",
    fetchKeys: source.fetch_keys,
    handshake: source.handshake,
    handshakeValues: {},
    publicUrl: source.public_url ?? "",
    forwardTo: source.forward_to,
    forwardMode: source.forward_mode,
    routes: routes.map(({ endpoint, filter, resign }) => ({ endpoint, filter, resign })),
    steps: stepsText(response.steps),
    headers: headersText(response.headers),
    body: response.body,
    delay: response.delay_ms === 0 ? "" : String(response.delay_ms),
    allowBrowser: source.allow_browser,
  };
}

/** What is wrong, by field. */
export type Problems = Partial<Record<keyof SourceDraft, string>>;

/** What the core would refuse, known before it is asked. */
export function problemsOf(draft: SourceDraft, taken: string[]): Problems {
  const found: Record<string, string | null> = {
    name: nameProblem(draft.name, taken),
    tolerance: wholeNumber(draft.tolerance) ? null : "Whole seconds, such as 300.",
    publicUrl: draft.publicUrl === "" || isWebUrl(draft.publicUrl) ? null : "A URL that begins with http:// or https://.",
    forwardTo: targets(draft).every(isWebUrl) ? null : "Targets are URLs that begin with http:// or https://.",
    forwardMode: answering(draft) === "" ? "Add the target whose answer goes back." : null,
    routes: routesProblem(draft.routes),
    steps: parseSteps(draft.steps).problem,
    headers: parseHeaders(draft.headers).problem,
    delay: wholeNumber(draft.delay) ? null : "Whole milliseconds, such as 2000.",
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem !== null));
}

/** The draft as a new source. */
export function newSource(draft: SourceDraft): NewSource {
  return { ...settings(draft), secrets: typedSecrets(draft) };
}

/** The draft as a change of a source. */
export function editSource(id: SourceId, draft: SourceDraft): EditSource {
  return { ...settings(draft), id, add_secrets: typedSecrets(draft), remove_secrets: draft.removeSecrets };
}

/** Secrets that were typed and are not saved. */
export function typedSecrets(draft: SourceDraft): string[] {
  return draft.addSecrets.filter((secret) => secret !== "");
}

/** The target that answers the sender; empty while it is not typed, `null` where the rule answers. */
export function answering(draft: SourceDraft): string | null {
  return draft.forwardMode === "answer" ? (targets(draft)[0] ?? "") : null;
}

/** How the sender would be answered. */
export function ruleOf(draft: SourceDraft): ResponseRule {
  return {
    steps: parseSteps(draft.steps).value ?? [],
    headers: parseHeaders(draft.headers).value ?? [],
    body: draft.body,
    delay_ms: wholeNumber(draft.delay) ? Number(draft.delay) : 0,
  };
}

/** Whether something would be lost by closing. */
export function isChanged(draft: SourceDraft, before: SourceDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(before);
}

function settings(draft: SourceDraft) {
  return {
    name: draft.name,
    scheme: draft.scheme,
    tolerance_seconds: draft.tolerance === "" ? null : Number(draft.tolerance),
    future: draft.future === "" ? null : draft.future,
    fetch_keys: draft.fetchKeys,
    handshake: draft.handshake,
    handshake_values: Object.entries(draft.handshakeValues).map(([name, text]) => ({ name, text })),
    public_url: draft.publicUrl === "" ? null : draft.publicUrl,
    forward_to: targets(draft),
    forward_mode: draft.forwardMode,
    routes: draft.routes,
    response: ruleOf(draft),
    allow_browser: draft.allowBrowser,
  };
}

function routesProblem(routes: Route[]): string | null {
  const endpoints = routes.map(({ endpoint }) => endpoint);
  if (endpoints.includes("")) return "Choose an endpoint for each route, or remove the route.";
  return new Set(endpoints).size < endpoints.length ? "Two routes lead to one endpoint: make them one." : null;
}

function targets(draft: SourceDraft): string[] {
  return draft.forwardTo.map((target) => target.trim()).filter(Boolean);
}

function wholeNumber(text: string): boolean {
  return /^\d{0,9}$/.test(text);
}

/** Whether a text is an http or https URL. */
export function isWebUrl(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
