// The dialog as one thing: what is chosen, the plan, what it would send, and sending.
import { useState } from "react";
import type { Run } from "../../../core/generated/Run";
import type { StartRun } from "../../../core/generated/StartRun";
import { type ChosenDraft, chosenOf, newChosen, type ReplayOf, singleOf, timeProblems } from "./chosen";
import { type Draft, draftOf, planOf, targetProblem } from "./draft";
import { type DraftState, useDraft } from "./useDraft";
import { type OriginalState, useOriginal } from "./useOriginal";
import { type PreviewState, usePreview } from "./usePreview";
import { type RunWatch, useRun } from "./useRun";

/** All that the dialog's parts need. */
export type Replay = DraftState &
  RunWatch & {
    chosen: ChosenDraft;
    choose: (parts: Partial<ChosenDraft>) => void;
    /** What is wrong with the times of a range. */
    timeProblems: ReturnType<typeof timeProblems>;
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
  // Spans such as "2h" are counted from when the dialog was opened, so that what is previewed is what is sent.
  const [now] = useState(() => Date.now());
  const times = timeProblems(chosen, now);
  const { targets: wrongTargets, ...others } = filling.problems;
  const fine = Object.keys({ ...others, ...times }).length === 0;
  const complete = !editing || filling.draft.edit !== null;
  const planned = (draft: Draft): StartRun | null =>
    fine && complete ? { chosen: chosenOf(of, chosen, now), plan: planOf(draft, known.original) } : null;
  const start = wrongTargets === undefined ? planned(filling.draft) : null;
  return {
    ...filling,
    ...watch,
    chosen,
    choose: (parts) => setChosen((now) => ({ ...now, ...parts })),
    timeProblems: times,
    single,
    editing,
    known,
    preview: usePreview(planned(withSomeTarget(filling.draft))),
    tried,
    ready: !watch.running && complete,
    waits: filling.waits || (!complete && known.problem === null),
    send: () => {
      setTried(true);
      if (start !== null && !watch.running) watch.start(start);
    },
  };
}

/** What is counted does not depend on where it goes: the targets that are right, or any. */
function withSomeTarget(draft: Draft): Draft {
  const targets = draft.targets.filter((target) => targetProblem(target) === null);
  return { ...draft, targets: targets.length > 0 ? targets : ["http://localhost"] };
}

/** Many are sent several at a time; a few one after the other, as a webhook's sender would. */
function firstDraft(of: ReplayOf): Partial<Draft> {
  if (of.kind === "run") return draftOf(of.run.plan);
  return of.kind === "filter" ? { atOnce: "8" } : {};
}
