import type { HandshakeOutcome } from "../../../../core/generated/HandshakeOutcome";

/** What came of a handshake. */
export function outcomeSentence(outcome: HandshakeOutcome, provider: string): string {
  switch (outcome) {
    case "answered":
      return `${provider} asked whether somebody listens, and was answered as it wishes.`;
    case "refused":
      return `${provider} asked whether somebody listens, and was refused.`;
    case "withheld":
      return `A web page asked in the name of ${provider}. It got the source's usual answer: a page may not agree to anything here.`;
  }
}
