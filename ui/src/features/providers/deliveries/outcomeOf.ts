import type { ProviderOutcome } from "../../../core/generated/ProviderOutcome";
import type { Outcome } from "../outcome";

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
      return { mark: "other", word: outcome.words === "" ? "Not said" : outcome.words };
  }
}
