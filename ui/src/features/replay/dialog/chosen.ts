// Which captures a run sends, as they are filled in. Pure.
import { formatPlural } from "../../../components/format";
import type { Chosen } from "../../../core/generated/Chosen";
import type { Run } from "../../../core/generated/Run";
import { runWord } from "../run/words";
import { type Moment, momentOf } from "./moment";

/** What the dialog is opened for. */
export type ReplayOf = { kind: "captures"; ids: string[] } | { kind: "filter"; filter: string } | { kind: "run"; run: Run };

/** What is chosen now: what it was opened for, or all that match. */
export type ChosenDraft = {
  by: "given" | "filter";
  filter: string;
  /** `2026-01-31 12:00`, `12:00` today or `2h` ago, in local time; empty: no bound. */
  since: string;
  until: string;
};

/** As the dialog opens. */
export function newChosen(of: ReplayOf): ChosenDraft {
  return { by: of.kind === "filter" ? "filter" : "given", filter: of.kind === "filter" ? of.filter : "", since: "", until: "" };
}

/** The single capture that is sent, if it is one. */
export function singleOf(of: ReplayOf, draft: ChosenDraft): string | null {
  return draft.by === "given" && of.kind === "captures" && of.ids.length === 1 ? (of.ids[0] ?? null) : null;
}

/** What the fields mean at this moment. */
export function chosenOf(of: ReplayOf, draft: ChosenDraft, now: number): Chosen {
  if (draft.by === "given" && of.kind === "captures") return of;
  if (draft.by === "given" && of.kind === "run") return { kind: "same_as", run: of.run.id };
  const times = [term("since", momentOf(draft.since, now)), term("until", momentOf(draft.until, now))];
  return { kind: "filter", filter: [draft.filter.trim(), ...times].filter(Boolean).join(" ") };
}

/** What is wrong with the times, by field; empty when nothing is. */
export function timeProblems({ by, since, until }: ChosenDraft, now: number): { since?: string; until?: string } {
  if (by === "given") return {};
  const [from, to] = [momentOf(since, now), momentOf(until, now)];
  const wrong = "Write a time such as 2026-01-31 12:00, 12:00 today, or 2h for two hours ago.";
  return {
    ...(from === "wrong" ? { since: wrong } : {}),
    ...(to === "wrong" ? { until: wrong } : to !== null && from !== null && from !== "wrong" && to <= from ? { until: "This is not after the beginning." } : {}),
  };
}

/** What it was opened for, in words. */
export function givenWords(of: ReplayOf): string {
  if (of.kind === "run") return `Those of ${runWord(of.run.id)}`;
  return of.kind === "captures" ? formatPlural(of.ids.length, "capture") : "";
}

/** The dialog's name. */
export function titleOf(of: ReplayOf): string {
  if (of.kind === "run") return `Change ${runWord(of.run.id)} and run again`;
  return of.kind === "captures" ? `Replay ${formatPlural(of.ids.length, "capture")}` : "Replay all that match";
}

function term(key: string, at: Moment): string | null {
  return typeof at === "number" ? `${key}:${new Date(at).toISOString().replace(/\.\d+/, "")}` : null;
}
