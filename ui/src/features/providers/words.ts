// Providers in words: what they call things, and what their replay does. Pure.
import type { ProviderInfo } from "../../core/generated/ProviderInfo";
import type { ReplayKind } from "../../core/generated/ReplayKind";

/** How a provider is spoken of. */
export type ProviderWords = {
  id: string;
  name: string;
  /** What one calls the thing that is sent again. */
  record: [one: string, many: string];
  /** What happens when it is asked for. */
  replay: string;
};

/** The words of a provider. */
export function wordsOf({ id, name, asked_by, replay }: ProviderInfo): ProviderWords {
  const [one = "delivery"] = asked_by.split(" or ");
  return { id, name, record: [one, pluralOf(one)], replay: replaySentence(replay, one) };
}

/** What is known of a provider; of one that this program does not know any more, its id. */
export function infoOf(infos: ProviderInfo[], id: string): ProviderInfo {
  const unknown: ProviderInfo = { id, name: id, base_url: "", docs: null, scheme: null, replay: "none", facts: [], settings: [], asked_by: "delivery", can: [], emulated: false, endpoints: { can: [], takes: [], needs: [], example_events: "" } };
  return infos.find((info) => info.id === id) ?? unknown;
}

/** What a redelivery makes, in a sentence. */
export function replaySentence(replay: ReplayKind, one: string): string {
  switch (replay) {
    case "none":
      return "There is no public call to have it sent again.";
    case "same":
      return `The same ${one} is sent again.`;
    case "new":
      return `A new one, linked to this ${one}, which stays as it is.`;
    case "rebuilt":
      return `A new delivery, built from the ${one} as it is now.`;
    case "new_event":
      return `Same data, new event id. This ${one} stays as it is.`;
    case "synchronous":
      return "Sent once, at once; the answer says how it went.";
  }
}

/** Host and path of a URL, as lists show it: `api.skyvern.com`, `127.0.0.1:4401/skyvern`. */
export function placeOf(url: string): string {
  return url.replace(/^https?:\/\//, "").replace(/\/$/, "");
}

/** With a capital, as heads of columns and tabs have it. */
export function capital(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1);
}

function pluralOf(one: string): string {
  return one.endsWith("y") ? `${one.slice(0, -1)}ies` : `${one}s`;
}
