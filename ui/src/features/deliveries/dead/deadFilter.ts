// Which dead letters are looked at, as a filter. Pure.
import { quoted } from "../../../components/filterTerms";

/** Spans that can be chosen; the empty one is all time. */
export const sinces: { value: string; name: string }[] = [
  { value: "", name: "Of all time" },
  { value: "10m", name: "Of the last 10 minutes" },
  { value: "1h", name: "Of the last hour" },
  { value: "24h", name: "Of the last 24 hours" },
  { value: "7d", name: "Of the last 7 days" },
];

/** The filter of failed deliveries to one endpoint, or to all, no older than a span. */
export function deadFilter(endpoint: string | undefined, since: string | undefined): string {
  return ["state:failed", endpoint && `endpoint:${quoted(endpoint)}`, since && `since:${since}`].filter(Boolean).join(" ");
}
