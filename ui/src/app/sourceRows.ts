// What the sidebar says about each source, decided apart from how it looks.
import type { AttemptFailure } from "../core/generated/AttemptFailure";
import type { ResponseRule } from "../core/generated/ResponseRule";
import type { SourceCount } from "../core/generated/SourceCount";
import type { SourceOverview } from "../core/generated/SourceOverview";

/** Captures whose path belongs to no source are counted under this name. */
export const UNSORTED = "unsorted";

/** One line of the sidebar. */
export type SourceRow = {
  name: string;
  /** `null` for what belongs to no source (any more). */
  id: string | null;
  provider: string | null;
  count: number;
  state: "receiving" | "idle" | "paused" | "failing";
  /** A second line, when there is something to say. */
  note: string | null;
  /** The failure in full, for a tooltip. */
  detail: string | null;
  ingestUrl: string | null;
};

/** Sources in the order they were made, then what has captures but no source. */
export function sourceRows(sources: SourceOverview[], counts: SourceCount[], listening: boolean): SourceRow[] {
  const countOf = new Map(counts.map((count) => [count.source, count.total]));
  const rows = sources.map((overview) => sourceRow(overview, countOf.get(overview.source.name) ?? 0, listening));
  const named = new Set(rows.map((row) => row.name));
  const rest = counts.filter((count) => !named.has(count.source) && count.source !== UNSORTED);
  const orphans = rest.map((count) => orphanRow(count.source, count.total, "idle" as const));
  return [...rows, ...orphans, orphanRow(UNSORTED, countOf.get(UNSORTED) ?? 0, listening ? "receiving" : "idle")];
}

function sourceRow({ source, provider, ingest_url, forward_failure }: SourceOverview, count: number, listening: boolean): SourceRow {
  const row = { name: source.name, id: source.id, provider: provider ?? source.name, count, ingestUrl: ingest_url };
  if (source.paused) return { ...row, state: "paused", note: "Paused, answering 503", detail: null };
  if (forward_failure !== null) {
    const { target, failure } = forward_failure;
    return { ...row, state: "failing", note: forwardNote(target, failure), detail: failure.message };
  }
  return { ...row, state: listening ? "receiving" : "idle", note: answerNote(source.response), detail: null };
}

function orphanRow(name: string, count: number, state: SourceRow["state"]): SourceRow {
  return { name, id: null, provider: null, count, state: count === 0 ? "idle" : state, note: null, detail: null, ingestUrl: null };
}

/** `localhost:5173 refuses`. */
export function forwardNote(target: string, failure: AttemptFailure): string {
  return `${hostOf(target)} ${doing[failure.kind]}`;
}

const doing: Record<AttemptFailure["kind"], string> = {
  unknown_host: "is unknown",
  refused: "refuses",
  timeout: "does not answer",
  tls: "fails TLS",
  closed: "hung up",
  bad_answer: "answers nonsense",
  cancelled: "was cancelled",
  forbidden: "is forbidden",
  other: "failed",
};

/** A rule that does not answer well is worth a line: it is easily forgotten. */
function answerNote({ steps }: ResponseRule): string | null {
  const last = steps.at(-1);
  if (last === undefined || (typeof last === "number" && last < 300)) return null;
  return last === "never" ? "Never answering" : `Answering ${last}`;
}

function hostOf(target: string): string {
  return URL.canParse(target) ? new URL(target).host : target;
}
