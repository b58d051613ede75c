import type { ReactNode } from "react";
import { classes } from "../../../components/classes";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import type { Live } from "../useLive";
import styles from "./Bench.module.css";

export type LiveResultProps<T> = {
  live: Live<T>;
  /** What failed when it fails: `Cannot check this`. */
  failed: string;
  /** Stands here while there is nothing to ask; `null` when there is. */
  missing: ReactNode;
  children: (answer: T) => ReactNode;
};

/** The four faces of an answer that follows the bench. */
export function LiveResult<T>({ live: { answer, problem, waiting }, failed, missing, children }: LiveResultProps<T>) {
  if (missing !== null) return missing;
  if (problem !== null) return <FailedState title={failed} message={problem} />;
  if (answer === null) return <LoadingRows rows={5} columns={2} className={styles.loading} />;
  return (
    <div className={classes(styles.result, waiting && styles.waiting)} aria-busy={waiting}>
      {children(answer)}
    </div>
  );
}
