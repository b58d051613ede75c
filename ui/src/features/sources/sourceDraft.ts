// A source while it is edited: what was typed, what is wrong with it, and what becomes of it.
import type { EditSource } from "../../core/generated/EditSource";
import type { NewSource } from "../../core/generated/NewSource";
import type { ResponseRule } from "../../core/generated/ResponseRule";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import type { SecretId } from "../../core/generated/SecretId";
import type { Source } from "../../core/generated/Source";
import { usualAnswer } from "./answerRule";
import { nameProblem } from "./sourceName";

/** Longest wait before an answer, as the core has it. */
const LONGEST_DELAY_MS = 600_000;

/** Everything the editor can change; numbers as they are typed. */
export type SourceDraft = {
  name: string;
  scheme: string | null;
  addSecrets: string[];
  removeSecrets: SecretId[];
  /** Seconds; empty is the scheme's own. */
  tolerance: string;
  publicUrl: string;
  forwardTo: string[];
  response: ResponseRule;
  /** Milliseconds. */
  delay: string;
  allowBrowser: boolean;
};

/** Fields that can be wrong, with what helps. */
export type DraftProblems = Partial<Record<"name" | "tolerance" | "publicUrl" | "forwardTo" | "delay", string>>;

/** The draft of a source, or of a new one. */
export function draftOf(source: Source | null): SourceDraft {
  return {
    name: source?.name ?? "",
    scheme: source?.scheme ?? null,
    addSecrets: [],
    removeSecrets: [],
    tolerance: source?.tolerance_seconds?.toString() ?? "",
    publicUrl: source?.public_url ?? "",
    forwardTo: source?.forward_to ?? [],
    response: source?.response ?? usualAnswer,
    delay: source?.response.delay_ms ? String(source.response.delay_ms) : "",
    allowBrowser: source?.allow_browser ?? false,
  };
}

/** What is wrong; `taken` are the names of the other sources. */
export function draftProblems(draft: SourceDraft, taken: string[]): DraftProblems {
  const problems: [keyof DraftProblems, string | null][] = [
    ["name", nameProblem(draft.name, taken)],
    ["tolerance", isWhole(draft.tolerance) ? null : "Whole seconds, such as 300, or empty."],
    ["publicUrl", draft.publicUrl.trim() === "" ? null : urlProblem(draft.publicUrl)],
    ["forwardTo", kept(draft.forwardTo).map(urlProblem).find((problem) => problem !== null) ?? null],
    ["delay", delayProblem(draft.delay)],
  ];
  return Object.fromEntries(problems.filter(([, problem]) => problem !== null)) as DraftProblems;
}

/** Why a URL of the provider is needed and missing; a hint, since captures can wait for it. */
export function missingUrl(draft: SourceDraft, scheme: SchemeSummary | null): string | null {
  if (!scheme?.signs_url || draft.publicUrl.trim() !== "") return null;
  return `${scheme.provider} signs the URL it was given. Without it, the local address is checked, and a tunnel's name will not match.`;
}

/** What is wrong with a URL to send to or receive at. */
export function urlProblem(text: string): string | null {
  const url = URL.parse(text.trim());
  if (url === null) return `"${text}" is no URL. Write it like http://localhost:3000/webhooks.`;
  if (!/^https?:$/.test(url.protocol)) return "Begin with http:// or https://.";
  return url.username || url.password ? `Leave user and password out of the URL of ${url.host}.` : null;
}

/** Whether saving would change anything. */
export function isChanged(draft: SourceDraft, source: Source | null): boolean {
  return JSON.stringify(settled(draft)) !== JSON.stringify(settled(draftOf(source)));
}

/** The argument of `sources.add`. */
export function newSource(draft: SourceDraft): NewSource {
  return { name: draft.name, secrets: kept(draft.addSecrets), ...settings(draft) };
}

/** The argument of `sources.edit`. */
export function sourceEdit(draft: SourceDraft, { id }: Source): EditSource {
  const { name, removeSecrets } = draft;
  return { id, name, add_secrets: kept(draft.addSecrets), remove_secrets: removeSecrets, ...settings(draft) };
}

function settings(draft: SourceDraft) {
  return {
    scheme: draft.scheme,
    tolerance_seconds: draft.tolerance === "" ? null : Number(draft.tolerance),
    public_url: draft.publicUrl.trim() || null,
    forward_to: kept(draft.forwardTo),
    response: { ...draft.response, headers: draft.response.headers.filter(([name]) => name !== ""), delay_ms: Number(draft.delay) },
    allow_browser: draft.allowBrowser,
  };
}

function settled(draft: SourceDraft) {
  return [draft.name, settings(draft), kept(draft.addSecrets), draft.removeSecrets];
}

function kept(texts: string[]): string[] {
  return texts.map((text) => text.trim()).filter(Boolean);
}

function isWhole(text: string): boolean {
  return /^\d{0,9}$/.test(text);
}

function delayProblem(text: string): string | null {
  if (!isWhole(text)) return "Whole milliseconds, such as 2000.";
  return Number(text) > LONGEST_DELAY_MS ? "At most 600000 ms: senders give up long before." : null;
}
