import type { ProviderOutcome } from "../../../core/generated/ProviderOutcome";
import { type Outcome, outcomeOfStatus } from "../outcome";

/** How an outcome is marked, and in which word. */
export function outcomeOf(outcome: ProviderOutcome): { mark: Outcome; word: string } {
  switch (outcome.kind) {
    case "succeeded":
      return { mark: "good", word: "Succeeded" };
    case "retrying":
      return { mark: "waits", word: "Retrying" };
    case "failed":
      return { mark: "bad", word: "Failed" };
    case "pending":
      return { mark: "runs", word: "Pending" };
    case "other":
      return outcome.words === "" ? { mark: "other", word: "Not said" } : { mark: outcomeOfStatus(outcome.words), word: outcome.words };
  }
}
