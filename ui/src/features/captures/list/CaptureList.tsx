import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import styles from "./CaptureList.module.css";
import { CaptureStrip } from "./CaptureStrip";
import { CaptureTable } from "./CaptureTable";
import { LoadingCaptures } from "./LoadingCaptures";
import { NoMatch } from "./NoMatch";
import { type CaptureListState, type ListInPage, useCaptureList } from "./useCaptureList";

export type CaptureListProps = ListInPage & {
  /** All captures, whatever the filter. */
  total: number | undefined;
  /** The filter cannot be read; the field says why. */
  refused: boolean;
  onFilter: (filter: string) => void;
};

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["r"], "replay"],
  [["x"], "mark"],
  [["p"], "pin"],
  [["?"], "all keys"],
];

/** Captures under a filter, newest first. */
export function CaptureList(props: CaptureListProps) {
  const state = useCaptureList(props);
  const { rows, marks, toNewest, replayAll } = state;
  return (
    <section className={styles.pane} aria-label="Captures">
      <CaptureStrip
        count={rows.count}
        total={props.filter === "" ? undefined : props.total}
        search={rows.search}
        newer={rows.newer}
        marked={marks.all.size}
        onNewer={toNewest}
        onClearMarks={marks.clear}
        onReplayAll={props.filter === "" ? null : replayAll}
      />
      <Face {...props} state={state} />
      <KeyStrip hints={hints} />
    </section>
  );
}

type FaceProps = CaptureListProps & { state: CaptureListState };

/** One of the four: failed, loading, empty, full. */
function Face({ state, filter, total, refused, onFilter, onEnter }: FaceProps) {
  const { count, failure, retry, search } = state.rows;
  if (refused) return <EmptyState title="No list under this filter">It appears once the filter above can be read.</EmptyState>;
  if (failure) return <FailedState title="Cannot read the captures" message={failure.message} onRetry={retry} />;
  if (count === null || (count === 0 && search?.running)) return <LoadingCaptures />;
  if (count === 0) return <NoMatch filter={filter} total={total} onFilter={onFilter} />;
  return <CaptureTable state={state} onEnter={onEnter} />;
}
