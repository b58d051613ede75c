// A profile while it is described: what was typed, and what is wrong with it. Pure.
import { targetProblem, withScheme } from "../../../components/targetUrl";
import type { EditProfile } from "../../../core/generated/EditProfile";
import type { NewProfile } from "../../../core/generated/NewProfile";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type ProfileDraft = {
  name: string;
  baseUrl: string;
  /** Empty while a kept one stays. */
  key: string;
  settings: Record<string, string>;
};

/** What is wrong, by field; settings by their own ids. */
export type ProfileProblems = Partial<Record<string, string>>;

/** A profile as it begins: the provider's own place, and a name that is free. */
export function newDraft({ id, base_url }: ProviderInfo, taken: string[]): ProfileDraft {
  return { name: freeName(id, taken), baseUrl: base_url, key: "", settings: {} };
}

/** A kept profile as it is shown for changes. */
export function draftOf({ name, base_url, settings }: ProfileRow): ProfileDraft {
  const kept = Object.entries(settings).filter((setting): setting is [string, string] => setting[1] !== undefined);
  return { name, baseUrl: base_url, key: "", settings: Object.fromEntries(kept) };
}

/** What Rust would refuse, known before it is asked. */
export function problemsOf({ name, baseUrl, key, settings }: ProfileDraft, info: ProviderInfo, kept: ProfileRow | null): ProfileProblems {
  const missing = info.settings.filter(({ id, required }) => required && !settings[id]?.trim());
  const found: [string, string | null][] = [
    ["name", /^[\p{L}\p{N}_.][\p{L}\p{N}_.-]{0,63}$/u.test(name.trim()) ? null : "One word: letters, digits, dots, dashes and underscores."],
    ["baseUrl", targetProblem(baseUrl, info.base_url || "https://hooks.example.com")],
    ["key", kept === null && key.trim() === "" ? "Paste the key that the provider gave you." : null],
    ...missing.map(({ id, label }): [string, string] => [id, `${label} is needed for every call.`]),
  ];
  return Object.fromEntries(found.filter((problem): problem is [string, string] => problem[1] !== null));
}

/** The draft as a new profile. */
export function newProfile(provider: string, { name, baseUrl, key, settings }: ProfileDraft): NewProfile {
  return { provider, name: name.trim(), base_url: withScheme(baseUrl), key: key.trim(), settings };
}

/** The draft as a change of a kept one. */
export function editProfile({ name, baseUrl, key, settings }: ProfileDraft): EditProfile {
  return { name, base_url: withScheme(baseUrl), key: key.trim() === "" ? null : key.trim(), settings };
}

/** A name that no profile has yet: `skyvern`, `skyvern-2`. */
export function freeName(wanted: string, taken: string[]): string {
  const names = [wanted, ...taken.map((_, index) => `${wanted}-${index + 2}`)];
  return names.find((name) => !taken.includes(name)) ?? wanted;
}
