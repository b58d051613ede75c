// What a provider's answer means, and what helps. Pure.
import { failureWords } from "../../../components/failureWords";
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";
import type { RefusalReason } from "../../../core/generated/RefusalReason";

const reasons: Record<RefusalReason, string> = {
  credentials: "It does not accept this key. Check the profile's key and base URL.",
  unpaid: "Its account lacks credit. Pay for some, then ask again.",
  not_found: "It knows nothing of this id, or it belongs to somebody else.",
  expired: "It does not keep this any more: too long ago.",
  not_ready: "It cannot send this again yet. Wait until it has ended.",
  rejected: "It does not accept the question. Its words say why.",
  rate_limited: "It was asked too often. It can be asked again after a while.",
  provider_broke: "It broke. Nothing is known of whether it sent anything: look before you ask again.",
};

/** Why nothing was sent, in a sentence or two. */
export function refusalSentence(reason: RefusalReason): string {
  return reasons[reason];
}

/** What came of asking, in a few words: for rows and toasts. */
export function outcomeWord(outcome: RedeliveryOutcome): string {
  switch (outcome.kind) {
    case "replayed":
      return outcome.arrived ? "Sent, and taken" : "Sent, not taken";
    case "accepted":
      return outcome.state === null ? "Accepted" : `Accepted, ${outcome.state}`;
    case "refused":
      return `Refused, ${outcome.refusal.status}`;
    case "unreadable":
      return `Not understood, ${outcome.status}`;
    case "unanswered":
      return `No answer: ${failureWords[outcome.failure.kind]}`;
  }
}
