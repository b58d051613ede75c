// The steps of a check in the order a person reasons: found, read, fresh, signed bytes, digest, verdict.
import { formatCount, formatDuration } from "../components/format";
import type { Evidence } from "../core/generated/Evidence";
import type { Reason } from "../core/generated/Reason";
import type { TimestampCheck } from "../core/generated/TimestampCheck";
import type { Verification } from "../core/generated/Verification";
import { isToken } from "./token";

/** How a step ended: `absent` and `unchecked` are no failure but nothing to check, `none` says nothing good or bad. */
export type Outcome = "good" | "bad" | "absent" | "unchecked" | "none";

/** A step by its name; the view draws what belongs to it. */
export type Step = { kind: "found" | "parsed" | "fresh" | "signed" | "digest" | "claims" | "verdict"; name: string; outcome: Outcome };

const failsAt: Partial<Record<Reason, Step["kind"]>> = {
  missing_signature: "found",
  unsupported_or_malformed_signature: "parsed",
  missing_header: "signed",
  missing_timestamp: "fresh",
  malformed_timestamp: "fresh",
  timestamp_too_old: "fresh",
  timestamp_in_future: "fresh",
  token_expired: "fresh",
  token_not_yet_valid: "fresh",
  alg_not_allowed: "parsed",
  body_hash_mismatch: "claims",
  url_hash_mismatch: "claims",
  wrong_issuer: "claims",
};

/** The steps that were taken and the verdict they led to, the failing one marked. */
export function stepsOf({ verdict, reason, evidence }: Verification): Step[] {
  if (evidence === null) return [];
  const failing = reason === null ? null : failingStep(reason, evidence);
  const steps = [found(evidence)];
  if (tellsParts(evidence) || failing === "parsed") steps.push(parsed(failing));
  if (evidence.timestamp !== null || failing === "fresh") steps.push(fresh(evidence, failing));
  if (evidence.signed !== null || failing === "signed") steps.push(signed(failing));
  if (evidence.comparisons.length > 0 || (failing === "digest" && evidence.signature !== null)) steps.push(digest(evidence, failing));
  if (evidence.claims.length > 0) steps.push(claims(evidence));
  return [...steps, verdicts[verdict]];
}

/** Not every scheme tells what it claims: there the digest step says what differs. */
function failingStep(reason: Reason, { claims }: Evidence): Step["kind"] {
  const step = failsAt[reason] ?? "digest";
  return step === "claims" && claims.length === 0 ? "digest" : step;
}

const verdicts: Record<Verification["verdict"], Step> = {
  verified: { kind: "verdict", name: "Verified", outcome: "good" },
  rejected: { kind: "verdict", name: "Rejected", outcome: "bad" },
  unsigned: { kind: "verdict", name: "Unsigned", outcome: "absent" },
  not_checked: { kind: "verdict", name: "Not checked", outcome: "unchecked" },
};

/** Whether a step has nothing of its own to show, so that it shows the evidence's words. */
export function isBare(kind: Step["kind"], { signature, parts, timestamp, signed, comparisons }: Evidence): boolean {
  if (kind === "found") return signature === null;
  if (kind === "parsed") return parts.length === 0;
  if (kind === "fresh") return timestamp === null;
  if (kind === "signed") return signed === null;
  return kind === "digest" && comparisons.length === 0;
}

/** Whether the pieces say more than the signature's text, which stands above them. */
function tellsParts({ signature, parts }: Evidence): boolean {
  return parts.length > 1 || parts.some(({ value }) => value !== signature?.text);
}

function found({ signature }: Evidence): Step {
  if (signature === null) return { kind: "found", name: "No signature", outcome: "absent" };
  return { kind: "found", name: "Signature found", outcome: "good" };
}

function parsed(failing: Step["kind"] | null): Step {
  const bad = failing === "parsed";
  return { kind: "parsed", name: bad ? "Not readable" : "Signature read", outcome: bad ? "bad" : "good" };
}

function fresh(evidence: Evidence, failing: Step["kind"] | null): Step {
  if (failing === "fresh") return { kind: "fresh", name: "Timestamp refused", outcome: "bad" };
  const { timestamp } = evidence;
  if (timestamp?.tolerance_seconds === null) return { kind: "fresh", name: "Timestamp read", outcome: "none" };
  // What failed comes first; a time outside the window would be refused after it.
  if (timestamp !== null && isOutside(timestamp)) return { kind: "fresh", name: "Not fresh either", outcome: "none" };
  return { kind: "fresh", name: "Timestamp fresh", outcome: "good" };
}

function isOutside(check: TimestampCheck): boolean {
  const ahead = check.age_micros !== null && check.age_micros < 0;
  return (freshnessShare(check) ?? 0) > 1 && !(ahead && check.future === "accept");
}

function signed(failing: Step["kind"] | null): Step {
  return { kind: "signed", name: failing === "signed" ? "Part of them missing" : "Bytes to sign", outcome: failing === "signed" ? "bad" : "good" };
}

function digest(evidence: Evidence, failing: Step["kind"] | null): Step {
  const matches = evidence.comparisons.some((comparison) => comparison.matches);
  const differs = failing === "digest" || !matches;
  const what = isToken(evidence) ? "Token" : "Digest";
  return { kind: "digest", name: `${what} ${differs ? "differs" : "matches"}`, outcome: differs ? "bad" : "good" };
}

function claims(evidence: Evidence): Step {
  const hold = evidence.claims.every(({ matches }) => matches);
  return { kind: "claims", name: hold ? "Claims hold" : "Claim differs", outcome: hold ? "good" : "bad" };
}

/** `2.4 s old, 300 s allowed`. */
export function freshnessWords({ text, age_micros, tolerance_seconds }: TimestampCheck): string {
  if (age_micros === null) return `“${text}” cannot be read as a time`;
  const size = Math.abs(age_micros);
  // Most schemes tell whole seconds: less than one is no age.
  const age = size < 1_000_000 ? "less than 1 s old" : `${spanWords(size)} ${age_micros < 0 ? "ahead of this clock" : "old"}`;
  if (tolerance_seconds === null) return `${age}; the scheme has no limit`;
  return `${age}, ${tolerance_seconds} s allowed`;
}

/** A time span with the unit that people count it in. */
function spanWords(micros: number): string {
  const hours = micros / 3_600_000_000;
  if (hours < 2) return formatDuration(micros);
  return hours < 48 ? `${Math.round(hours)} h` : `${formatCount(Math.round(hours / 24))} days`;
}

/** Where an age lies in its window: 0 is now, 1 the limit; beyond 1 is outside. */
export function freshnessShare({ age_micros, tolerance_seconds }: TimestampCheck): number | null {
  if (age_micros === null || tolerance_seconds === null || tolerance_seconds === 0) return null;
  return Math.abs(age_micros) / (tolerance_seconds * 1_000_000);
}
