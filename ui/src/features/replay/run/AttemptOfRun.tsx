import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import type { RunRow } from "../../../core/generated/RunRow";
import { useCommand } from "../../../core/queries";
import { AttemptView } from "../AttemptView";

export type AttemptOfRunProps = { row: RunRow; name: string };

/** The attempt of a row beside what the sender was answered at first. */
export function AttemptOfRun({ row, name }: AttemptOfRunProps) {
  const original = useCommand("captures.detail", { id: row.capture }, { enabled: row.source !== null });
  if (row.now.attempt === null) return <EmptyState title="No attempt is kept">{row.answer_begins}</EmptyState>;
  if (row.source === null) return <AttemptView id={row.now.attempt} name={name} original={null} />;
  if (original.error) return <FailedState title="Cannot read the capture" message={original.error.message} onRetry={() => void original.refetch()} />;
  if (!original.data) return <LoadingRows rows={4} columns={2} />;
  return <AttemptView id={row.now.attempt} name={name} original={original.data} />;
}
