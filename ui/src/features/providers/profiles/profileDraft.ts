// A profile while it is described: what was typed, and what is wrong with it. Pure.
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { NewProfile } from "../../../core/generated/NewProfile";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type ProfileDraft = { provider: string; name: string; baseUrl: string; key: string };

/** What is wrong, by field. */
export type ProfileProblems = Partial<Record<keyof ProfileDraft, string>>;

/** What Rust would refuse, known before it is asked. */
export function problemsOf({ name, baseUrl, key }: ProfileDraft): ProfileProblems {
  const found: [keyof ProfileDraft, string | null][] = [
    ["name", /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]{0,63}$/u.test(name.trim()) ? null : "One word: letters, digits, dots, dashes and underscores."],
    ["baseUrl", baseUrl.trim() === "" ? null : targetProblem(baseUrl, "https://api.example.com")],
    ["key", key.trim() === "" ? "Paste the key that the provider gave you." : null],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** The draft as it is asked for. */
export function newProfile({ provider, name, baseUrl, key }: ProfileDraft): NewProfile {
  return { provider, name: name.trim(), base_url: baseUrl.trim() === "" ? null : withScheme(baseUrl), key: key.trim() };
}

/** A name that no profile has yet: `skyvern`, `skyvern-2`. */
export function freeName(wanted: string, taken: string[]): string {
  const names = [wanted, ...taken.map((_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? wanted;
}
