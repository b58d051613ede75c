// Which scheme a request was most likely signed with, told by its headers. Pure.
import type { Headers } from "../../../../core/generated/Headers";
import type { SchemeSummary } from "../../../../core/generated/SchemeSummary";

/** The surest scheme whose signature header is there; `null` when none is. */
export function likelyScheme(schemes: SchemeSummary[], headers: Headers): SchemeSummary | null {
  const names = new Set(headers.map(([name]) => name.toLowerCase()));
  const fitting = schemes.filter(({ place }) => headersOf(place).some((name) => names.has(name)));
  const sure = "SUDCM";
  const sorted = fitting.toSorted((one, other) => sure.indexOf(one.confidence) - sure.indexOf(other.confidence));
  return sorted[0] ?? null;
}

/** The headers in `header Stripe-Signature`, `header A or header B`. */
function headersOf(place: string): string[] {
  return [...place.matchAll(/header ([\w-]+)/g)].map((match) => (match[1] ?? "").toLowerCase());
}
