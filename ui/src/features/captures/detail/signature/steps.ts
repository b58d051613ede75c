// The steps of a check in the order a person reasons: found, fresh, signed bytes, digest.
import { formatDuration } from "../../../../components/format";
import type { Evidence } from "../../../../core/generated/Evidence";
import type { Reason } from "../../../../core/generated/Reason";
import type { TimestampCheck } from "../../../../core/generated/TimestampCheck";
import type { Verification } from "../../../../core/generated/Verification";

/** How a step ended: `absent` is no failure but nothing to check, `none` says nothing good or bad. */
export type Outcome = "good" | "bad" | "absent" | "none";

/** A step by its name; the view draws what belongs to it. */
export type Step = { kind: "found" | "fresh" | "signed" | "digest"; name: string; outcome: Outcome };

const failsAt: Partial<Record<Reason, Step["kind"]>> = {
  missing_signature: "found",
  unsupported_or_malformed_signature: "found",
  missing_header: "signed",
  missing_timestamp: "fresh",
  malformed_timestamp: "fresh",
  timestamp_too_old: "fresh",
  timestamp_in_future: "fresh",
  token_expired: "fresh",
  token_not_yet_valid: "fresh",
};

/** The steps that were taken, the failing one marked. */
export function stepsOf({ verdict, reason, evidence }: Verification): Step[] {
  if (evidence === null || verdict === "not_checked") return [];
  const failing = reason === null ? null : (failsAt[reason] ?? "digest");
  const steps: Step[] = [verdict === "unsigned" ? { kind: "found", name: "No signature", outcome: "absent" } : found(evidence, failing)];
  if (evidence.timestamp !== null || failing === "fresh") steps.push(fresh(evidence, failing));
  if (evidence.signed !== null || failing === "signed") steps.push(signed(failing));
  if (evidence.comparisons.length > 0) steps.push(digest(evidence, failing));
  return steps;
}

/** Whether a step shows the evidence's own words, because it has nothing else to show. */
export function detailStandsInSteps({ signature, timestamp, signed }: Evidence): boolean {
  return signature === null || (timestamp === null && signed === null);
}

function found(evidence: Evidence, failing: Step["kind"] | null): Step {
  const there = evidence.signature !== null;
  const name = failing !== "found" ? "Signature found" : there ? "Signature not readable" : "No signature";
  return { kind: "found", name, outcome: failing === "found" ? "bad" : "good" };
}

function fresh(evidence: Evidence, failing: Step["kind"] | null): Step {
  if (failing === "fresh") return { kind: "fresh", name: "Timestamp refused", outcome: "bad" };
  const judged = evidence.timestamp?.tolerance_seconds !== null;
  return { kind: "fresh", name: judged ? "Timestamp fresh" : "Timestamp, not judged", outcome: judged ? "good" : "none" };
}

function signed(failing: Step["kind"] | null): Step {
  return { kind: "signed", name: failing === "signed" ? "Part of them missing" : "Bytes to sign", outcome: failing === "signed" ? "bad" : "good" };
}

function digest(evidence: Evidence, failing: Step["kind"] | null): Step {
  const matches = evidence.comparisons.some((comparison) => comparison.matches);
  const differs = failing === "digest" || !matches;
  return { kind: "digest", name: differs ? "Digest differs" : "Digest matches", outcome: differs ? "bad" : "good" };
}

/** `2.4 s old, 300 s allowed`. */
export function freshnessWords({ text, age_micros, tolerance_seconds }: TimestampCheck): string {
  if (age_micros === null) return `“${text}” cannot be read as a time`;
  const size = Math.abs(age_micros);
  // Most schemes tell whole seconds: less than one is no age.
  const age = size < 1_000_000 ? "less than 1 s old" : `${formatDuration(size)} ${age_micros < 0 ? "ahead of this clock" : "old"}`;
  if (tolerance_seconds === null) return `${age}; the scheme has no limit`;
  return `${age}, ${tolerance_seconds} s allowed`;
}

/** Where an age lies in its window: 0 is now, 1 the limit; beyond 1 is outside. */
export function freshnessShare({ age_micros, tolerance_seconds }: TimestampCheck): number | null {
  if (age_micros === null || tolerance_seconds === null || tolerance_seconds === 0) return null;
  return Math.abs(age_micros) / (tolerance_seconds * 1_000_000);
}
