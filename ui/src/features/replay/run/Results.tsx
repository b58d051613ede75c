import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { Splitter } from "../../../components/Splitter";
import type { RowsShown } from "../../../core/generated/RowsShown";
import type { RunDetail } from "../../../core/generated/RunDetail";
import { useCapturesSearch } from "../../../shell/search";
import { ResultTable } from "./ResultTable";
import { RowPane } from "./RowPane";
import type { ResultList } from "./useResultList";
import { isUnderWay, runWord } from "./words";

export type ResultsProps = { detail: RunDetail; show: RowsShown; count: number; results: ResultList };

/** The rows, and what is open of one of them. */
export function Results({ detail, show, count, results }: ResultsProps) {
  const [, openCaptures] = useCapturesSearch();
  const { run, against } = detail;
  const { rows, view, current } = results;
  if (rows.failure) return <FailedState title="Cannot read the results" message={rows.failure.message} onRetry={rows.retry} />;
  if (count === 0) return <Nothing show={show} detail={detail} />;
  const table = (
    <ResultTable
      ref={results.list}
      rows={rows}
      count={count}
      cursor={results.cursor}
      against={against?.run ?? null}
      targeted={run.plan.targets.length > 1}
      onRowClick={results.moveTo}
      onRowDoubleClick={(index) => results.open("attempt", index)}
    />
  );
  if (view === null || current === null) return table;
  return (
    <Splitter
      name="run"
      label="Results and attempt"
      share={0.52}
      least={[300, 360]}
      first={table}
      second={
        <RowPane
          run={run.id}
          against={against?.run ?? null}
          row={current}
          view={view}
          onView={(next) => results.open(next)}
          onOpenCapture={(capture) => openCaptures({ capture, tab: "replays" })}
          onClose={results.close}
        />
      }
    />
  );
}

function Nothing({ show, detail: { run, against } }: Pick<ResultsProps, "show" | "detail">) {
  if (run.done === 0 && isUnderWay(run)) return <EmptyState title="Nothing was sent yet">Each answer appears here as it comes.</EmptyState>;
  if (run.done === 0) return <EmptyState title="Nothing was sent">{run.problem && "Why is said at the top."}</EmptyState>;
  if (show === "failed") return <EmptyState title="All answers are 2xx">Nothing to send again.</EmptyState>;
  const words = { all: "Nothing was sent", fixed: "Nothing is fixed", regressed: "Nothing regressed" }[show];
  return <EmptyState title={words}>{against && `Compared with ${runWord(against.run)}.`}</EmptyState>;
}
