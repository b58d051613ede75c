// Which captures a run sends, as they are filled in. Pure.
import { formatPlural } from "../../../components/format";
import type { Chosen } from "../../../core/generated/Chosen";
import type { Run } from "../../../core/generated/Run";
import { runWord } from "../run/words";

/** What the dialog is opened for. */
export type ReplayOf = { kind: "captures"; ids: string[] } | { kind: "filter"; filter: string } | { kind: "run"; run: Run };

/** What is chosen now: what it was opened for, or all that match. */
export type ChosenDraft = {
  by: "given" | "filter";
  filter: string;
  /** Local times as a browser's field has them; empty: no bound. */
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

/** What the fields mean. */
export function chosenOf(of: ReplayOf, draft: ChosenDraft): Chosen {
  if (draft.by === "given" && of.kind === "captures") return of;
  if (draft.by === "given" && of.kind === "run") return { kind: "same_as", run: of.run.id };
  const times = [draft.since && `since:${instant(draft.since)}`, draft.until && `until:${instant(draft.until)}`];
  return { kind: "filter", filter: [draft.filter.trim(), ...times].filter(Boolean).join(" ") };
}

/** What is wrong with the times; `null` when nothing is. */
export function timesProblem({ by, since, until }: ChosenDraft): string | null {
  return by === "filter" && since !== "" && until !== "" && since >= until ? "The end is not after the beginning." : null;
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

function instant(local: string): string {
  return new Date(local).toISOString().replace(".000", "");
}
