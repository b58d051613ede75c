// Schemes in words: how they are found and how far they can be trusted.
import type { Confidence } from "../../core/generated/Confidence";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";

/** How far a scheme's facts can be trusted: a word, and what it means. */
export const trust: Record<Confidence, { word: string; meaning: string }> = {
  S: { word: "Official", meaning: "Read in the provider's own SDK or specification." },
  D: { word: "Documented", meaning: "From the provider's documentation." },
  C: { word: "Third party", meaning: "From other people's verifiers: try it on a real delivery." },
  M: { word: "Unconfirmed", meaning: "Recalled or contested: try it on a real delivery before you rely on it." },
};

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
