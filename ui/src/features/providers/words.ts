// Providers in words: what they call things, and what their replay does. Pure.

/** How a provider is spoken of. */
export type ProviderWords = {
  /** As Rust knows it. */
  id: string;
  name: string;
  /** What one calls the thing that is sent again. */
  record: [one: string, many: string];
  /** What happens when it is asked for. */
  replay: string;
};

/** The providers that are both called and played. */
export const played: ProviderWords[] = [
  { id: "skyvern", name: "Skyvern", record: ["run", "runs"], replay: "Sent once, at once; the answer says how it went." },
  { id: "b3os", name: "B3OS", record: ["delivery", "deliveries"], replay: "The same delivery is queued again, with its retries." },
  { id: "instavm", name: "InstaVM", record: ["delivery", "deliveries"], replay: "A new delivery, linked to this one, which stays as it is." },
  { id: "runflow", name: "Runflow", record: ["run", "runs"], replay: "A new delivery, built from the run as it is now." },
  { id: "agentmessage", name: "AgentMessage", record: ["delivery", "deliveries"], replay: "Same data, new event id. This delivery stays as it is." },
];

/** The words of a provider; one that is only called has its id for a name. */
export function wordsOf(provider: string): ProviderWords {
  const known = played.find(({ id }) => id === provider);
  return known ?? { id: provider, name: nameOf(provider), record: ["delivery", "deliveries"], replay: "The provider sends it again." };
}

const names: Record<string, string> = {
  github: "GitHub",
  gitlab: "GitLab",
  paypal: "PayPal",
  checkout: "Checkout.com",
  "checkout-com": "Checkout.com",
};

function nameOf(provider: string): string {
  return names[provider] ?? provider.slice(0, 1).toUpperCase() + provider.slice(1);
}

/** Host and path of a URL, as lists show it: `api.skyvern.com`, `127.0.0.1:4401/skyvern`. */
export function placeOf(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

/** With a capital, as heads of columns and tabs have it. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}
