// Schemes in words: how they are found and how far they can be trusted.
import type { Confidence } from "../../core/generated/Confidence";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";

/** How far a scheme's facts can be trusted: a word, and what it means. */
export const trust: Record<Confidence, { word: string; meaning: string }> = {
  S: { word: "From source", meaning: "Read in the provider's own code or SDK." },
  D: { word: "Documented", meaning: "From the provider's documentation." },
  C: { word: "From others", meaning: "From other people's code for this provider; check it with a real delivery." },
  M: { word: "From memory", meaning: "Not confirmed by a source; check it with a real delivery." },
};

/** Schemes whose provider, name, id or place contains every word of `text`. */
export function findSchemes(schemes: SchemeSummary[], text: string): SchemeSummary[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return schemes.filter(({ provider, name, id, place }) => {
    const all = `${provider} ${name} ${id} ${place}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** `Stripe`, or `GitHub, SHA-1` where a provider's scheme has a name of its own. */
export function schemeTitle({ provider, name }: SchemeSummary): string {
  return name === "" || name === provider ? provider : name.includes(provider) ? name : `${provider} ${name}`;
}
