import { useState } from "react";
import type { RowsShown } from "../../../core/generated/RowsShown";
import type { RunDetail } from "../../../core/generated/RunDetail";
import { useActions } from "../../../shell/keys";
import { ReplayDialog } from "../dialog/ReplayDialog";
import { Answers } from "./Answers";
import { Latency } from "./Latency";
import { Results } from "./Results";
import { ResultStrip } from "./ResultStrip";
import { runActions } from "./runActions";
import { RunBar } from "./RunBar";
import { RunFoot } from "./RunFoot";
import { RunNotice } from "./RunNotice";
import { useOpenRun, useRunSearch } from "./runSearch";
import styles from "./RunView.module.css";
import { RunWhat } from "./RunWhat";
import { useResultKeys } from "./useResultKeys";
import { useResultList } from "./useResultList";
import { useRunDeeds } from "./useRunDeeds";

export type RunViewProps = { detail: RunDetail };

/** A run that was read. */
export function RunView({ detail }: RunViewProps) {
  const { run, against } = detail;
  const [search, change] = useRunSearch(run.id);
  const [changing, setChanging] = useState(false);
  const openRun = useOpenRun();
  const deeds = useRunDeeds(detail);
  const show = search.show ?? "all";
  const count = countOf(detail, show);
  const results = useResultList({ run: run.id, against: against?.run ?? null, show, order: search.order ?? "regressed_first" }, count);
  const offers = { ...deeds, change: () => setChanging(true), leave: () => openRun(null) };
  useActions(runActions(detail, offers));
  useResultKeys(results, { compared: against !== null, count });
  return (
    <>
      <RunBar detail={detail} offers={offers} />
      <RunNotice run={run} />
      <RunWhat detail={detail} />
      {results.view === null && (
        <div className={styles.middle}>
          <Latency latency={detail.latency} against={against?.run ?? null} />
          <Answers answers={detail.answers} />
        </div>
      )}
      <ResultStrip detail={detail} search={search} onChange={change} offers={offers} />
      <Results detail={detail} show={show} count={count} results={results} />
      <RunFoot compared={against !== null} />
      {changing && <ReplayDialog of={{ kind: "run", run }} how="as_is" onClose={() => setChanging(false)} />}
    </>
  );
}

function countOf({ run, fixed, regressed, failed }: RunDetail, show: RowsShown): number {
  return { all: run.done, fixed, regressed, failed }[show];
}
