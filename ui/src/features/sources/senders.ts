// Who sends, in words: what the first page offers and how a source is called by default.
import type { SchemeSummary } from "../../core/generated/SchemeSummary";

/** Schemes that the first page offers at once, as far as the catalogue has them. */
const OFFERED = [
  "stripe-v1",
  "github-sha256",
  "shopify",
  "standard-webhooks-v1",
  "skyvern",
  "runflow",
  "agentmessage",
  "slack-v0",
  "discord",
];

/** The offered schemes in their order. */
export function offeredSchemes(schemes: SchemeSummary[]): SchemeSummary[] {
  return OFFERED.flatMap((id) => schemes.find((scheme) => scheme.id === id) ?? []);
}

/** What a source for a scheme is called, different from every name in use: `stripe`, `stripe-2`. */
export function freshName(provider: string | null, taken: string[]): string {
  const base = (provider ?? "hooks").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 60) || "hooks";
  let name = base;
  for (let next = 2; taken.includes(name); next += 1) name = `${base}-${next}`;
  return name;
}
