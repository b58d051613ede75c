// What a source answers by itself, in sentences.
import type { FuturePolicy } from "../../core/generated/FuturePolicy";
import type { HandshakeSummary } from "../../core/generated/HandshakeSummary";

/** What is asked, and what is answered. */
export function handshakeSentence(handshake: HandshakeSummary): string {
  return `${handshake.asks}: answered ${handshake.answer}.`;
}

/** What else comes of it; empty for most. */
export function handshakeNotes(handshake: HandshakeSummary): string {
  const notes = [
    handshake.verified && "Only while its signature is right.",
    handshake.learns && "The secret that it brings is kept with those of this source.",
    handshake.visit && "The capture shows the link to confirm with. Nothing opens it by itself.",
  ];
  return notes.filter(Boolean).join(" ");
}

/** The policies for times ahead of ours, the scheme's own first. */
export function futureChoices(own: FuturePolicy): { value: FuturePolicy | ""; name: string }[] {
  const words = { accept: "accepted", reject: "rejected" };
  return [
    { value: "", name: `As the provider has it: ${words[own]}` },
    { value: "accept", name: "Accepted, however far" },
    { value: "reject", name: "Rejected beyond the allowed difference" },
  ];
}
