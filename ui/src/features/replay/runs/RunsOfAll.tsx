import { type ReactNode, useState } from "react";
import { Bar } from "../../../components/Bar";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { useActions } from "../../../shell/keys";
import { useCapturesSearch } from "../../../shell/search";
import { ReplayDialog } from "../dialog/ReplayDialog";
import { useOpenRun } from "../run/runSearch";
import { RunList } from "./RunList";
import { type RunsState, useRuns } from "./useRuns";

export type RunsOfAllProps = {
  /** Stands in the head of the page, before what can be done. */
  head: ReactNode;
};

/** Every run, newest first. */
export function RunsOfAll({ head }: RunsOfAllProps) {
  const state = useRuns();
  const [asking, setAsking] = useState(false);
  const ask = () => setAsking(true);
  useActions([{ id: "runs.new", name: "New run", keys: ["n"], scope: "Replays", icon: "plus", run: ask }]);
  return (
    <>
      <Bar title="Replays">
        {head}
        <Button name="New run…" icon="plus" keys="n" onClick={ask} />
      </Bar>
      <Content state={state} onAsk={ask} />
      {asking && <ReplayDialog of={{ kind: "filter", filter: "" }} how="as_is" onClose={() => setAsking(false)} />}
    </>
  );
}

function Content({ state, onAsk }: { state: RunsState; onAsk: () => void }) {
  const openRun = useOpenRun();
  const [, openCaptures] = useCapturesSearch();
  if (state.failure && state.runs.length === 0) {
    return <FailedState title="Cannot read the runs" message={state.failure.message} onRetry={state.retry} />;
  }
  if (!state.ready) return <LoadingRows columns={7} />;
  if (state.runs.length === 0) return <Nothing onAsk={onAsk} onChoose={() => openCaptures({})} />;
  return <RunList runs={state.runs} onOpen={openRun} onEnd={state.loadMore} />;
}

function Nothing({ onAsk, onChoose }: { onAsk: () => void; onChoose: () => void }) {
  const actions = (
    <span className="row">
      <Button name="Choose captures" icon="captures" onClick={onChoose} />
      <Button name="New run…" look="primary" icon="plus" onClick={onAsk} />
    </span>
  );
  return (
    <EmptyState title="Nothing was sent again yet" action={actions}>
      Open a capture and press r: its bytes go to your server exactly as they came. Mark several, or take all that match a filter, and they become a run: once or a thousand times, and
      beside the last run of the same captures it says what is fixed and what regressed.
    </EmptyState>
  );
}
