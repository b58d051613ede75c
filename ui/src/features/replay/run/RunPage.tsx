import { Bar } from "../../../components/Bar";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { useCommand } from "../../../core/queries";
import { RunView } from "./RunView";
import { useRunSearch } from "./runSearch";
import { runName } from "./words";

export type RunPageProps = {
  /** Its id. */
  run: string;
};

/** One run: how it goes and what came of it. */
export function RunPage({ run }: RunPageProps) {
  const [{ against }] = useRunSearch(run);
  const { data, error, refetch } = useCommand("runs.detail", { run, against: against ?? null }, { keepPrevious: true });
  // The answer about another run stands until this one's is here: it would be taken for this one's.
  if (data?.run.id === run) return <RunView key={run} detail={data} />;
  return (
    <>
      <Bar title={runName(run)} />
      {error ? <FailedState title={`Cannot read ${runName(run)}`} message={error.message} onRetry={() => void refetch()} /> : <LoadingRows columns={6} />}
    </>
  );
}
