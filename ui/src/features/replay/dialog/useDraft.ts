import { useState } from "react";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { type Draft, type EditDraft, newDraft, newEdit, type Problems, problemsOf } from "./draft";
import { lastTarget, offeredTargets } from "./lastTarget";
import type { OriginalState } from "./useOriginal";

/** What was filled in so far. */
export type DraftState = {
  draft: Draft;
  change: (parts: Partial<Draft>) => void;
  changeEdit: (parts: Partial<EditDraft>) => void;
  /** Targets to offer, the last one first. */
  recent: string[];
  /** Where it goes is nowhere typed, and where it went last is still being read. */
  waits: boolean;
  problems: Problems;
};

/** A draft that begins with what is given, and with the last target; what was edited is signed afresh where that can be. */
export function useDraft({ original, refusal }: OriginalState, first: Partial<Draft> = {}): DraftState {
  const sent = useCommand("replay.targets", nothing);
  const [last] = useState(lastTarget);
  const [changed, setChanged] = useState<Partial<Draft>>(first);
  const [edited, setEdited] = useState<Partial<EditDraft>>({});
  const recent = offeredTargets(last, sent.data ?? []);
  const edit = original && { ...newEdit(original), ...edited };
  const draft = { ...newDraft(recent[0] ?? ""), afresh: original !== null, ...changed, edit };
  if (refusal !== null) draft.afresh = false;
  return {
    draft,
    change: (parts) => setChanged((now) => ({ ...now, ...parts })),
    changeEdit: (parts) => setEdited((now) => ({ ...now, ...parts })),
    recent,
    waits: sent.isPending && draft.targets.every((target) => target === ""),
    problems: problemsOf(draft),
  };
}
