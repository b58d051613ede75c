import { Button } from "../../../../components/Button";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useChange } from "../../../../core/queries";
import { useActions } from "../../../../shell/keys";
import styles from "./CheckAgain.module.css";
import { Reverification } from "./Reverification";
import { useReverification } from "./useReverification";

export type CheckAgainProps = {
  capture: string;
  source: SourceOverview;
  /** `primary` where it is the next step. */
  look: "primary" | "plain";
};

/** Checks one capture, or all of its source, with the source as it is set now. */
export function CheckAgain({ capture, source, look }: CheckAgainProps) {
  const { name, id } = source.source;
  const one = useChange("captures.reverify");
  const all = useReverification(id);
  const check = () => one.mutate({ id: capture });
  const problem = one.error?.message ?? all.problem;
  useActions([
    { id: "captures.checkAgain", name: "Check the signature again", keys: ["v"], scope: "Captures", icon: "check", run: check },
    { id: "captures.checkAllAgain", name: `Check all of ${name} again`, keys: [], scope: "Captures", icon: "check", run: all.start, enabled: !all.running },
  ]);
  return (
    <div className={styles.again}>
      <div className={styles.buttons}>
        <Button name="Check again" look={look === "primary" ? "primary" : "default"} icon="check" keys="v" small={look === "plain"} disabled={one.isPending} onClick={check} />
        <Button name={`Check all of ${name} again`} small={look === "plain"} disabled={all.running} onClick={all.start} />
      </div>
      {all.shown && <Reverification run={all.shown} source={name} onCancel={all.cancel} />}
      {problem && <p className={styles.problem} role="alert">{problem}</p>}
    </div>
  );
}
