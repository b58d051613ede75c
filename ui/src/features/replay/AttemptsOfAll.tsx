import { type ReactNode, useState } from "react";
import { useCapturesSearch } from "../../shell/search";
import { Bar } from "../../components/Bar";
import { Button } from "../../components/Button";
import { EmptyState } from "../../components/EmptyState";
import { FailedState } from "../../components/FailedState";
import { formatCount, formatPlural } from "../../components/format";
import { LoadingRows } from "../../components/LoadingRows";
import { Pill } from "../../components/Pill";
import { Segmented } from "../../components/Segmented";
import { Strip } from "../../components/Strip";
import { type AttemptFilter, attemptFilters, shows } from "./attemptFilter";
import { ReplayList } from "./ReplayList";
import styles from "./AttemptsOfAll.module.css";
import { type AttemptsState, useAttempts } from "./useAttempts";

export type AttemptsOfAllProps = { /** Stands in the head of the page, before what filters. */ head: ReactNode };

/** Every attempt, newest first. */
export function AttemptsOfAll({ head }: AttemptsOfAllProps) {
  const state = useAttempts();
  const [filter, setFilter] = useState<AttemptFilter>("all");
  return (
    <>
      <Bar title="Replays">
        {head}
        {state.attempts.length > 0 && <Segmented label="Answer" segments={attemptFilters} value={filter} onChange={setFilter} />}
      </Bar>
      <Content state={state} filter={filter} />
    </>
  );
}

type ContentProps = { state: AttemptsState; filter: AttemptFilter };

function Content({ state, filter }: ContentProps) {
  const [, change] = useCapturesSearch();
  if (state.failure && state.attempts.length === 0) {
    return <FailedState title="Cannot read the replays" message={state.failure.message} onRetry={state.retry} />;
  }
  if (!state.ready) return <LoadingRows columns={7} />;
  if (state.attempts.length === 0) return <Nothing onOpen={() => change({})} />;
  const shown = state.attempts.filter((attempt) => shows(filter, attempt));
  return (
    <>
      <Strip>
        <span className="strong num">{formatCount(shown.length)}</span>
        <span className={`grow ${styles.words}`}>{countWords(state, filter)}</span>
        {state.failure && <Button name="Older ones could not be read: try again" icon="warn" small onClick={state.retry} />}
        {state.newer && <Pill name="Show newer" onClick={state.follow} />}
        {state.more && <Button name="Look further back" small onClick={state.loadMore} />}
      </Strip>
      {shown.length === 0 ? (
        <EmptyState title="No attempt like this">{state.more ? "Not among those read so far: look further back." : "All others are under All."}</EmptyState>
      ) : (
        <ReplayList
          key={filter}
          attempts={shown}
          onOpen={({ capture }) => capture !== null && change({ capture, tab: "replays" })}
          onEnd={state.loadMore}
          onTop={state.follow}
        />
      )}
    </>
  );
}

function Nothing({ onOpen }: { onOpen: () => void }) {
  return (
    <EmptyState title="Nothing was sent again yet" action={<Button name="Choose a capture" icon="captures" onClick={onOpen} />}>
      Open a capture and press r: its bytes go to your server exactly as they came, as often as you like. Every answer is kept here, forwards included.
    </EmptyState>
  );
}

function countWords({ attempts, more }: AttemptsState, filter: AttemptFilter): string {
  const read = more ? `the newest ${formatPlural(attempts.length, "attempt")}` : formatPlural(attempts.length, "attempt");
  if (filter !== "all") return `of ${read}, newest first`;
  return more ? "newest attempts, there are older ones" : `${attempts.length === 1 ? "attempt" : "attempts"}, newest first`;
}
