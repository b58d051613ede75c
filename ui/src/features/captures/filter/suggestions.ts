// What may complete the term being typed.
//
// Pure: the counts come from the caller.
import type { Suggestion as Shown } from "../../../components/filterSuggestion";
import { quoted } from "../../../components/filterTerms";
import type { CaptureCounts } from "../../../core/generated/CaptureCounts";
import type { Verdict } from "../../../core/generated/Verdict";

/** One completion; a verdict is drawn by its mark. */
export type Suggestion = Omit<Shown, "mark"> & { verdict?: Verdict };

const KEYS: [string, string][] = [
  ["source:", "where it was sent"],
  ["verdict:", "what the check found"],
  ["method:", "GET, POST, …"],
  ["path:", "how the path begins"],
  ["type:", "the event's type, * for any ending"],
  ["text:", "in target, header fields or body"],
  ["since:", "received from this day or time on"],
  ["until:", "received before this day or time"],
  ["is:pinned", "pinned captures"],
  ["not ", "turns the next term around"],
];

const METHODS = ["POST", "GET", "PUT", "PATCH", "DELETE"];

/** Completions of a draft, best first. */
export function suggestions(draft: string, counts: CaptureCounts | undefined): Suggestion[] {
  const before = draft.startsWith("not ") ? "not " : "";
  const word = draft.slice(before.length).trimStart();
  const colon = word.indexOf(":");
  if (colon < 0) return keys(before, word);
  const key = word.slice(0, colon);
  const begun = word.slice(colon + 1).replaceAll('"', "").toLowerCase();
  return values(key, counts)
    .filter(({ name }) => name.toLowerCase().startsWith(begun))
    .map((value) => ({ ...value, draft: `${before}${key}:${quoted(value.name)}`, completes: true }));
}

function keys(before: string, begun: string): Suggestion[] {
  return KEYS.filter(([name]) => name.startsWith(begun) && !(before !== "" && name === "not ")).map(([name, about]) => ({
    draft: before + name,
    name: name.trimEnd(),
    about,
    completes: name === "is:pinned",
  }));
}

function values(key: string, counts: CaptureCounts | undefined): Pick<Suggestion, "name" | "count" | "verdict">[] {
  switch (key) {
    case "source":
      return (counts?.by_source ?? []).map(({ source, total }) => ({ name: source, count: total })).sort((one, other) => other.count - one.count);
    case "verdict":
      return (counts?.by_verdict ?? []).map(([verdict, count]) => ({ name: verdict, count, verdict }));
    case "method":
      return METHODS.map((name) => ({ name }));
    case "is":
      return [{ name: "pinned" }];
    default:
      return [];
  }
}
