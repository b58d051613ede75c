// When a provider that was asked too often may be asked again. Pure.
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";

/** What is known of a refusal. */
export type Refused = {
  outcome: RedeliveryOutcome;
  /** When the answer came, in milliseconds. */
  answeredMs: number;
};

/** From when on it may be asked again, in milliseconds; `null` where nothing is in the way, or nothing is said. */
export function allowedFrom({ outcome, answeredMs }: Refused): number | null {
  if (outcome.kind !== "refused" || outcome.refusal.reason !== "rate_limited") return null;
  const { retry_after_seconds } = outcome.refusal;
  return retry_after_seconds === null ? null : answeredMs + retry_after_seconds * 1000;
}

/** `0:23`, `12:05`. */
export function countdown(leftMs: number): string {
  const seconds = Math.max(0, Math.ceil(leftMs / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
