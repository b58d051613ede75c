import type { ComparedRun } from "../../../core/generated/ComparedRun";
import type { Run } from "../../../core/generated/Run";
import { useCommand } from "../../../core/queries";
import { AttemptOutcome } from "../AttemptOutcome";
import { ChangeSince } from "./ChangeSince";

export type LastResultProps = {
  run: Run;
  /** The run before it of the same captures. */
  against: ComparedRun | null;
};

/** The last exchange of a run, and how it compares with the one before. */
export function LastResult({ run, against }: LastResultProps) {
  const last = { run: run.id, against: null, show: "all", order: "as_sent", from: run.done - 1, limit: 1 } as const;
  const row = useCommand("runs.rows", last).data?.[0];
  if (row === undefined) return null;
  if (row.now.attempt === null) return <p>{row.answer_begins}</p>;
  return (
    <>
      {against !== null && row.then !== null && <ChangeSince then={row.then} change={row.change} startedAt={against.started_at} />}
      <AttemptOutcome id={row.now.attempt} />
    </>
  );
}
