import { useEffect } from "react";
import { Button } from "../../../components/Button";
import { FailedState } from "../../../components/FailedState";
import { Progress } from "../../../components/Progress";
import { useChange, useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useSignaturesSearch } from "../../../shell/signatures";
import styles from "./Probe.module.css";

export type RunningProps = {
  /** Number of the probe in this process. */
  probe: number;
};

/** How far a probe is; its report opens when it has ended. */
export function Running({ probe }: RunningProps) {
  const { data, error } = useCommand("probes.progress", { probe });
  const [, go] = useSignaturesSearch();
  const cancel = useChange("probes.cancel");
  const report = data?.report ?? null;
  useEffect(() => {
    if (report !== null) go({ running: undefined, probe: report }, "replace");
  }, [report, go]);
  const end = () => cancel.mutate({ probe });
  useActions([{ id: "probe.cancel", name: "End the probe", keys: ["Escape"], scope: "Signatures", icon: "stop", run: end }]);
  const back = () => go({ running: undefined }, "replace");
  if (error) return <FailedState title="This probe is not known any more" message={error.message} onRetry={back} />;
  if (data?.problem) return <FailedState title="The probe came to no report" message={data.problem} onRetry={back} />;
  return (
    <div className={styles.running} role="status">
      <h2>Probing {data?.target}</h2>
      <Progress label="Requests" done={data?.done ?? 0} total={data?.total ?? 1} />
      <p className="muted">
        {data?.done ?? 0} of about {data?.total ?? 0} requests{data?.check !== undefined && data.check !== "" && <> · {data.check}</>}
      </p>
      <Button name="Cancel" icon="stop" keys="Escape" onClick={end} />
    </div>
  );
}
