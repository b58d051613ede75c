// How findings are ordered and named: what is wrong first, the worst before all.
import type { IconName } from "../../../components/icons";
import type { Finding } from "../../../core/generated/Finding";
import type { ProbeExchange } from "../../../core/generated/ProbeExchange";

/** How a finding looks in the list. */
export type Weight = "critical" | "high" | "medium" | "info" | "good" | "unknown" | "skipped";

/** From the worst to what tells least. */
export const weights: Weight[] = ["critical", "high", "medium", "info", "good", "unknown", "skipped"];

/** Word and shape of a weight: never colour alone. */
export const weightWords: Record<Weight, { word: string; icon: IconName }> = {
  critical: { word: "Critical", icon: "rejected" },
  high: { word: "High", icon: "warn" },
  medium: { word: "Medium", icon: "unsigned" },
  info: { word: "Note", icon: "info" },
  good: { word: "Good", icon: "verified" },
  unknown: { word: "Open", icon: "unchecked" },
  skipped: { word: "Skipped", icon: "minus" },
};

/** How much a finding weighs. */
export function weightOf({ result, severity }: Finding): Weight {
  if (result === "pass") return "good";
  if (result === "inconclusive") return "unknown";
  return result === "skipped" ? "skipped" : severity;
}

/** The worst first; among equals the order of the checks. */
export function inOrder(findings: Finding[]): Finding[] {
  return findings.toSorted((one, other) => weights.indexOf(weightOf(one)) - weights.indexOf(weightOf(other)));
}

/** How many findings there are of each weight that is there. */
export function countsOf(findings: Finding[]): { weight: Weight; count: number }[] {
  const counts = weights.map((weight) => ({ weight, count: findings.filter((finding) => weightOf(finding) === weight).length }));
  return counts.filter(({ count }) => count > 0);
}

/** What an answer says of the handler. */
export type Judged = "right" | "wrong" | "accepted" | "refused" | "silent";

/** Whether the handler did with a request what it should. */
export function judge({ expected, status }: ProbeExchange): Judged {
  if (status === null) return "silent";
  const accepted = status >= 200 && status < 300;
  if (expected === "either") return accepted ? "accepted" : "refused";
  return accepted === (expected === "accept") ? "right" : "wrong";
}

/** A request of a report with its place in it. */
export type Placed = { exchange: ProbeExchange; place: number };

/** The requests, by what a right handler does with them. */
export function groupsOf(exchanges: ProbeExchange[]): { name: string; rows: Placed[]; wrong: number }[] {
  const placed = exchanges.map((exchange, place) => ({ exchange, place }));
  const group = (name: string, expected: ProbeExchange["expected"]) => {
    const rows = placed.filter(({ exchange }) => exchange.expected === expected);
    return { name, rows, wrong: rows.filter(({ exchange }) => judge(exchange) === "wrong").length };
  };
  return [group("Must accept", "accept"), group("Must refuse", "refuse"), group("To learn from", "either")].filter(({ rows }) => rows.length > 0);
}
