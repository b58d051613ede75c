// Which schemes are shown: words, algorithm, traits and confidence mark. Pure.
import { findSchemes, type Mark } from "../../../components/schemeWords";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import type { SignaturesSearch } from "../../../shell/signatures";

/** Something a scheme does or does not. */
export type Trait = "timestamp" | "url" | "handshake" | "public";

/** What is looked for. */
export type SchemeFilter = { find: string; algorithm: string; only: Trait[]; mark: Mark | "" };

const holds: Record<Trait, (scheme: SchemeSummary) => boolean> = {
  timestamp: (scheme) => scheme.signs_timestamp || scheme.tolerance !== null,
  url: (scheme) => scheme.signs_url,
  handshake: (scheme) => scheme.handshake,
  public: (scheme) => scheme.public_key,
};

/** Every trait as it reads on its button. */
export const traits: { value: Trait; name: string }[] = [
  { value: "timestamp", name: "Timestamp" },
  { value: "url", name: "Signs the URL" },
  { value: "handshake", name: "Handshake" },
  { value: "public", name: "Public key" },
];

/** The filter that stands in the address; what cannot be read is left out. */
export function filterOf({ find = "", algorithm = "", only = "", mark = "" }: SignaturesSearch): SchemeFilter {
  const wanted = only.split(",").filter((one): one is Trait => one in holds);
  return { find, algorithm, only: wanted, mark: isMark(mark) ? mark : "" };
}

/** Schemes that meet every part of the filter, in their order. */
export function filterSchemes(schemes: SchemeSummary[], { find, algorithm, only, mark }: SchemeFilter): SchemeSummary[] {
  return findSchemes(schemes, find).filter(
    (scheme) =>
      (algorithm === "" || scheme.algorithm === algorithm) &&
      (mark === "" || scheme.confidence === mark) &&
      only.every((trait) => holds[trait](scheme)),
  );
}

/** Whether anything is filtered out. */
export function isFiltered({ find, algorithm, only, mark }: SchemeFilter): boolean {
  return find.trim() !== "" || algorithm !== "" || only.length > 0 || mark !== "";
}

/** Every algorithm with how many schemes have it, the commonest first. */
export function algorithmsOf(schemes: SchemeSummary[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { algorithm } of schemes) counts.set(algorithm, (counts.get(algorithm) ?? 0) + 1);
  const found = [...counts].map(([name, count]) => ({ name, count }));
  return found.toSorted((one, other) => other.count - one.count || one.name.localeCompare(other.name));
}

function isMark(text: string): text is Mark {
  return text === "S" || text === "D" || text === "C" || text === "M";
}
