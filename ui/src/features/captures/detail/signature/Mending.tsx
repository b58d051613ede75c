import { Button } from "../../../../components/Button";
import type { Mend } from "../../../../core/generated/Mend";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useActions } from "../../../../shell/keys";
import { mendName } from "./mending";
import styles from "./Mending.module.css";
import { useMend } from "./useMend";

export type MendingProps = {
  mend: Mend;
  source: SourceOverview;
  /** It is the best cause's: a key does it, too. */
  best: boolean;
};

/** Changes the source as the cause says, at a click. */
export function Mending({ mend, source, best }: MendingProps) {
  const { run, running, problem } = useMend(source);
  const name = mendName(mend, source.source.name);
  const mending = () => void run(mend);
  useActions(best ? [{ id: "captures.mend", name, keys: ["m"], scope: "Captures", icon: "mend", run: mending, enabled: !running }] : []);
  return (
    <div className={styles.mend}>
      {mend.kind === "public_url" && <span className="data selectable">{mend.url}</span>}
      <Button name={name} look={best ? "primary" : "default"} icon="mend" keys={best ? "m" : undefined} disabled={running} onClick={mending} />
      {problem && <p className={styles.problem} role="alert">{problem}</p>}
    </div>
  );
}
