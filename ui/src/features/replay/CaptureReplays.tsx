import { useState } from "react";
import { EmptyState } from "../../components/EmptyState";
import { FailedState } from "../../components/FailedState";
import { LoadingRows } from "../../components/LoadingRows";
import { useCommand } from "../../core/queries";
import { AttemptTable } from "./AttemptTable";
import { AttemptView } from "./AttemptView";
import styles from "./CaptureReplays.module.css";
import { SendAgain } from "./SendAgain";

/** Attempts that are listed at most. */
const LISTED = 200;

export type CaptureReplaysProps = { capture: string };

/** The attempts made with one capture, newest first. */
export function CaptureReplays({ capture }: CaptureReplaysProps) {
  return (
    <div className={styles.replays}>
      <SendAgain key={capture} capture={capture} />
      <Attempts key={`attempts ${capture}`} capture={capture} />
    </div>
  );
}

function Attempts({ capture }: CaptureReplaysProps) {
  const { data: attempts, error, refetch } = useCommand("attempts.page", { capture, from: null, limit: LISTED });
  const { data: original } = useCommand("captures.detail", { id: capture });
  // The newest is shown until another is chosen, so that what was just sent is seen at once.
  const [chosen, setChosen] = useState<string | null>(null);
  if (error) return <FailedState title="Cannot read the attempts" message={error.message} onRetry={() => void refetch()} />;
  if (!attempts || !original) return <LoadingRows rows={3} columns={6} />;
  if (attempts.length === 0) {
    return <EmptyState title="Not sent anywhere yet">Send it to your server as often as you like: each answer is kept here, beside the one before.</EmptyState>;
  }
  const index = Math.max(0, attempts.findIndex(({ id }) => id === chosen));
  const newest = Math.max(attempts.length, attempts.length < LISTED ? 0 : original.capture.attempts);
  const selected = attempts[index];
  return (
    <>
      <AttemptTable
        attempts={attempts}
        newest={newest}
        selected={index}
        onSelect={(next) => setChosen(next === 0 ? null : (attempts[next]?.id ?? null))}
      />
      {selected && <AttemptView id={selected.id} name={`Attempt ${newest - index}`} original={original} />}
    </>
  );
}
