// What a mend is called, what it did, and how it is taken back. Pure.
import type { EditSource } from "../../../../core/generated/EditSource";
import type { Mend } from "../../../../core/generated/Mend";
import type { SecretChange } from "../../../../core/generated/SecretChange";
import type { Source } from "../../../../core/generated/Source";
import { unchanged } from "../../../../core/sourceEdit";

const changes: Record<SecretChange, { name: string; done: string }> = {
  trim: { name: "Cut the white space off", done: "lost the white space around it" },
  unquote: { name: "Take the quotes off", done: "lost the quotes around it" },
  remove_invisible: { name: "Take the hidden characters out of", done: "lost its hidden characters" },
};

/** What a mend does to a source, as a button says it. */
export function mendName(mend: Mend, source: string): string {
  switch (mend.kind) {
    case "use_secret":
      return mend.source === null ? `Use ${mend.secret.name} for ${source}` : `Use the secret of ${mend.source} for ${source}`;
    case "change_secret":
      return `${changes[mend.how].name} ${mend.secret.name}`;
    case "public_url":
      return `Set this public URL for ${source}`;
    case "scheme":
      return `Check ${source} as ${mend.id}`;
  }
}

/** What a mend did. */
export function mendDone(mend: Mend, source: string): string {
  switch (mend.kind) {
    case "use_secret":
      return `${source} has ${mend.secret.name}, too`;
    case "change_secret":
      return `The secret ${mend.secret.name} of ${source} ${changes[mend.how].done}`;
    case "public_url":
      return `The public URL of ${source} is ${mend.url}`;
    case "scheme":
      return `${source} is checked as ${mend.id}`;
  }
}

/** A source as it was before a mend; `null` where the old secret is gone. */
export function undoOf(mend: Mend, before: Source, after: Source): EditSource | null {
  if (mend.kind === "change_secret") return null;
  const kept = before.secrets.map((secret) => secret.id);
  const added = after.secrets.map((secret) => secret.id).filter((secret) => !kept.includes(secret));
  return { ...unchanged(before), remove_secrets: added };
}
