// What a diagnosis can change on the bench. Pure.
import type { Mend } from "../../../core/generated/Mend";
import type { SecretChange } from "../../../core/generated/SecretChange";
import type { SourceId } from "../../../core/generated/SourceId";
import type { BenchDraft } from "./draft";

/** A change at a click. */
export type BenchChange = { name: string; part: Partial<BenchDraft> };

/** The change that a mend means here; `null` where the bench cannot do it. */
export function changeOf(mend: Mend, draft: BenchDraft, sources: { id: SourceId; name: string }[]): BenchChange | null {
  if (mend.kind === "scheme") return { name: `Check with ${mend.id}`, part: { scheme: { id: mend.id } } };
  if (mend.kind === "public_url") return { name: "Use the URL that was signed", part: { url: mend.url } };
  if (mend.kind === "use_secret") {
    const source = sources.find(({ name }) => name === mend.source);
    return source === undefined ? null : { name: `Use the secrets of ${source.name}`, part: { secretsFrom: "source", source: source.id } };
  }
  const at = Number(/^secret (\d+)$/.exec(mend.secret.name)?.[1]) - 1;
  const typed = draft.secrets.filter((secret) => secret !== "")[at];
  if (draft.secretsFrom !== "typed" || typed === undefined) return null;
  const secrets = draft.secrets.map((secret) => (secret === typed ? changed(secret, mend.how) : secret));
  return { name: changes[mend.how], part: { secrets } };
}

const changes: Record<SecretChange, string> = {
  trim: "Cut the white space off",
  unquote: "Take the quotes away",
  remove_invisible: "Take the invisible characters away",
};

function changed(secret: string, how: SecretChange): string {
  if (how === "trim") return secret.trim();
  if (how === "unquote") return secret.trim().replace(/^(["'`])(.*)\1$/s, "$2");
  return secret.replace(/[\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF]/g, "");
}
