// Schemes in words: how they are found and how far they can be trusted.
import type { Confidence } from "../../core/generated/Confidence";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";

/** How far facts can be trusted: a word, and what it means. */
const trust: Record<Confidence, { word: string; meaning: string }> = {
  S: { word: "Official", meaning: "Read in the provider's own SDK or specification." },
  D: { word: "Documented", meaning: "From the provider's documentation." },
  C: { word: "Third party", meaning: "From other people's verifiers: try it on a real delivery." },
  M: { word: "Unconfirmed", meaning: "Recalled or contested: try it on a real delivery before you rely on it." },
};

/** How far one scheme can be trusted; one without a source of facts was written here by hand. */
export function trustOf({ confidence, facts_from }: SchemeSummary): { word: string; meaning: string } {
  if (facts_from === "") return { word: "Your own", meaning: "Written here: try it on a real delivery before you rely on it." };
  return trust[confidence];
}

/** Schemes whose provider, name, id or place contains every word of `text`. */
export function findSchemes(schemes: SchemeSummary[], text: string): SchemeSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return schemes.filter(({ provider, name, id, place }) => {
    const all = `${provider} ${name} ${id} ${place}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** `Stripe`, or `Buildkite token` where a provider's scheme has a name of its own. */
export function schemeTitle({ provider, name }: SchemeSummary): string {
  if (name === "" || name === provider) return provider;
  return name.startsWith(provider) ? name : `${provider} ${name}`;
}
