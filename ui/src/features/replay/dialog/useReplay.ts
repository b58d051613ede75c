// The dialog as one thing: what is chosen, the plan, what it would send, and sending.
import { useState } from "react";
import type { Run } from "../../../core/generated/Run";
import type { StartRun } from "../../../core/generated/StartRun";
import { type ChosenDraft, chosenOf, newChosen, type ReplayOf, singleOf, timesProblem } from "./chosen";
import { type Draft, draftOf, planOf } from "./draft";
import { type DraftState, useDraft } from "./useDraft";
import { type OriginalState, useOriginal } from "./useOriginal";
import { type PreviewState, usePreview } from "./usePreview";
import { type RunWatch, useRun } from "./useRun";

/** All that the dialog's parts need. */
export type Replay = DraftState &
  RunWatch & {
    chosen: ChosenDraft;
    choose: (parts: Partial<ChosenDraft>) => void;
    /** The one capture that is sent. */
    single: string | null;
    editing: boolean;
    known: OriginalState;
    preview: PreviewState;
    /** Sending was tried: what is wrong is shown. */
    tried: boolean;
    /** It may be sent, as far as is known here. */
    ready: boolean;
    send: () => void;
  };

/** Everything about the dialog but how it looks; a run of several captures is told to `onRun`. */
export function useReplay({ of, how, onRun }: { of: ReplayOf; how: "as_is" | "edit"; onRun: (run: Run) => void }): Replay {
  const [chosen, setChosen] = useState(() => newChosen(of));
  const [tried, setTried] = useState(false);
  const single = singleOf(of, chosen);
  const editing = how === "edit" && single !== null;
  const known = useOriginal(single, editing);
  const filling = useDraft(known, firstDraft(of));
  const watch = useRun((run) => single === null && onRun(run));
  const fine = Object.keys(filling.problems).length === 0 && timesProblem(chosen) === null;
  const complete = !editing || filling.draft.edit !== null;
  const start = fine && complete ? startOf(of, chosen, filling, known) : null;
  return {
    ...filling,
    ...watch,
    chosen,
    choose: (parts) => setChosen((now) => ({ ...now, ...parts })),
    single,
    editing,
    known,
    preview: usePreview(start),
    tried,
    ready: !watch.running && complete,
    send: () => {
      setTried(true);
      if (start !== null && !watch.running) watch.start(start);
    },
  };
}

/** Many are sent several at a time; a few one after the other, as a webhook's sender would. */
function firstDraft(of: ReplayOf): Partial<Draft> {
  if (of.kind === "run") return draftOf(of.run.plan);
  return of.kind === "filter" ? { atOnce: "8" } : {};
}

function startOf(of: ReplayOf, chosen: ChosenDraft, { draft }: DraftState, { original }: OriginalState): StartRun {
  return { chosen: chosenOf(of, chosen), plan: planOf(draft, original) };
}
