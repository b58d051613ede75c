// Schemes in words: how they are found, called, and how far they can be trusted.

/** How far facts can be trusted, as the core says it. */
export type Mark = "S" | "D" | "C" | "M";

/** What the functions here need to know of a scheme. */
export type NamedScheme = { id: string; provider: string; name: string; place: string };

/** A word for a mark, and what it means. */
export type Trust = {
  word: string;
  meaning: string;
  /** Whether one had better try it on a real delivery first. */
  unsure: boolean;
};

/** Every mark in words, the surest first. */
export const trusts: Record<Mark, Trust> = {
  S: { word: "Official", meaning: "Read in the provider's own SDK or specification.", unsure: false },
  D: { word: "Documented", meaning: "From the provider's documentation.", unsure: false },
  C: { word: "Third party", meaning: "From other people's verifiers: try it on a real delivery.", unsure: true },
  M: { word: "Unconfirmed", meaning: "Recalled or contested: try it on a real delivery before you rely on it.", unsure: true },
};

const own: Trust = { word: "Your own", meaning: "Written here: try it on a real delivery before you rely on it.", unsure: false };

/** How far one scheme can be trusted. */
export function trustOf(scheme: { confidence: Mark; own: boolean }): Trust {
  return scheme.own ? own : trusts[scheme.confidence];
}

/** Schemes in which every word of `text` occurs: provider, name, id, place or algorithm. */
export function findSchemes<S extends NamedScheme & { algorithm?: string }>(schemes: S[], text: string): S[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return schemes.filter(({ provider, name, id, place, algorithm = "" }) => {
    const all = `${provider} ${name} ${id} ${place} ${algorithm}`.toLowerCase();
    return words.every((word) => all.includes(word));
  });
}

/** `Stripe`, or `Buildkite token` where a provider's scheme has a name of its own. */
export function schemeTitle({ provider, name }: NamedScheme): string {
  if (name === "" || name === provider) return provider;
  return name.startsWith(provider) ? name : `${provider} ${name}`;
}

/** `Stripe-Signature` of `header Stripe-Signature`; other places stay as they are. */
export function shortPlace(place: string): string {
  return place.replace(/^header /, "");
}
