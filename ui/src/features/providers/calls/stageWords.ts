import type { RedeliveryStage } from "../../../core/generated/RedeliveryStage";
import type { Outcome } from "../outcome";

const words: Record<RedeliveryStage, { mark: Outcome; word: string }> = {
  asked: { mark: "runs", word: "Asked" },
  refused: { mark: "bad", word: "Refused" },
  unclear: { mark: "waits", word: "Unclear" },
  sent: { mark: "runs", word: "Sent" },
  not_taken: { mark: "bad", word: "Not taken" },
  arrived: { mark: "good", word: "Arrived" },
  verified: { mark: "good", word: "Verified" },
};

/** How a redelivery's stage is marked, and in which word. */
export function stageWords(stage: RedeliveryStage): { mark: Outcome; word: string } {
  return words[stage];
}
