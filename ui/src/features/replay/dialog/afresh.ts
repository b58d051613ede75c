// Whether a capture can be signed afresh, and what is sent either way.
import type { SourceOverview } from "../../../core/generated/SourceOverview";

/** Why captures of this source cannot be signed afresh; `null` when they can. */
export function afreshRefusal(name: string, overview: SourceOverview | undefined): string | null {
  if (overview === undefined && name === "unsorted") return "Cannot be signed afresh: this capture belongs to no source.";
  if (overview === undefined) return `Cannot be signed afresh: there is no source ${name} any more, and so no secret.`;
  const { scheme, secrets } = overview.source;
  if (scheme === null) return `Cannot be signed afresh: ${name} has no signature scheme. Choose one in the source.`;
  if (secrets.length === 0) return `Cannot be signed afresh: ${name} has no secret to sign with. Add one to the source.`;
  if (secrets.every((secret) => secret.locked)) return `Cannot be signed afresh: the secret of ${name} is locked.`;
  return null;
}

/** One plain sentence on what goes out. */
export function whatIsSent(afresh: boolean, edited: boolean): string {
  if (afresh && edited) return "Your changes, with a new signature and time made from the secret of the source.";
  if (afresh) return "The same event with a new signature and time, made from the secret of its source.";
  if (edited) return "Your changes with the old signature, which no longer matches once what it covers has changed.";
  return "The bytes as they came, but for Host. The signature is the old one: a receiver that checks its time may refuse it.";
}
