// Attempts in words.
import { failureWords } from "../../components/failureWords";
import type { Attempt } from "../../core/generated/Attempt";
import type { FailureKind } from "../../core/generated/FailureKind";
import type { SendMode } from "../../core/generated/SendMode";

const modes: Record<SendMode, string> = {
  exact: "Exact",
  resigned: "Signed afresh",
  edited: "Edited",
  edited_resigned: "Edited, signed afresh",
  by_provider: "By the provider",
};

/** `Exact`, `Signed afresh`, `Edited`. */
export function sentAs({ mode }: Pick<Attempt, "mode">): string {
  return modes[mode];
}

/** What asked for it, where it was not a person: `forward`, `test`. */
export function askedBy({ trigger }: Pick<Attempt, "trigger">): string | null {
  return trigger === "replay" ? null : trigger;
}

/** What stands where a status would. */
export function failureWord({ failure }: Pick<Attempt, "failure">): string {
  return failureKindWord(failure?.kind ?? null);
}

/** The same of a failure's kind alone. */
export function failureKindWord(kind: FailureKind | null): string {
  return kind === null ? "no answer" : failureWords[kind];
}

/** What is proved about the bytes of an exact send; `null` where nothing is claimed. */
export function exactSentence({ exact }: Pick<Attempt, "exact">, exceptions: string[]): string | null {
  if (exact === null) return null;
  if (!exact) return "Bytes on the wire differ from the capture's.";
  if (exceptions.length === 0) return "Bytes on the wire equal the capture's.";
  return `Bytes on the wire equal the capture's, except: ${exceptions.join("; ")}`.replace(/\.?$/, ".");
}

/** A URL without its scheme, for columns. */
export function shortTarget(target: string): string {
  return target.replace(/^https?:\/\//, "").replace(/\/$/, "");
}
