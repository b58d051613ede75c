import { Bar } from "../../../components/Bar";
import { Button } from "../../../components/Button";
import { formatPlural } from "../../../components/format";
import { Menu } from "../../../components/Menu";
import type { RunDetail } from "../../../core/generated/RunDetail";
import { runMenu, type RunOffers } from "./runActions";
import { StateMark } from "./StateMark";
import { canResume, isUnderWay, runName } from "./words";

export type RunBarProps = { detail: RunDetail; offers: RunOffers };

/** The head of a run: how far it is and what can be done now. */
export function RunBar({ detail, offers }: RunBarProps) {
  const { run } = detail;
  return (
    <Bar title={runName(run.id)}>
      <span className="row grow">
        <StateMark state={run.state} />
      </span>
      {run.state === "running" && <Button name="Pause" icon="pause" disabled={offers.busy} onClick={offers.pause} />}
      {canResume(run) && <Button name="Resume" look="primary" icon="play" disabled={offers.busy} onClick={offers.resume} />}
      {isUnderWay(run) ? <Button name="Cancel" icon="stop" keys="Escape" disabled={offers.busy} onClick={offers.cancel} /> : <Again detail={detail} offers={offers} />}
      <Menu trigger={<Button name="More" look="icon" icon="dots" />} entries={runMenu(detail, offers)} />
    </Bar>
  );
}

function Again({ detail: { run, failed }, offers }: RunBarProps) {
  const next = canResume(run) ? "default" : "primary";
  return (
    <>
      {failed > 0 && <Button name={`Re-run ${formatPlural(failed, "failure")}`} look={next} keys="F" disabled={offers.busy} onClick={() => offers.again("failures")} />}
      <Button name="Run again" icon="replays" keys="A" disabled={offers.busy} onClick={() => offers.again("all")} />
    </>
  );
}
