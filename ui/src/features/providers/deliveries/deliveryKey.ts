// Which delivery of which profile, as one part of the address. Pure.

/** A delivery of a provider, as it is reached here. */
export type DeliveryKey = {
  /** Name of the profile; a name has no slash. */
  profile: string;
  /** The provider's id. */
  id: string;
};

/** `skyvern/wr_1`. */
export function keyText({ profile, id }: DeliveryKey): string {
  return `${profile}/${id}`;
}

/** The opposite of `keyText`; `null` when it is none. */
export function readKey(text: string | undefined): DeliveryKey | null {
  const at = text?.indexOf("/") ?? -1;
  if (text === undefined || at < 1 || at === text.length - 1) return null;
  return { profile: text.slice(0, at), id: text.slice(at + 1) };
}
