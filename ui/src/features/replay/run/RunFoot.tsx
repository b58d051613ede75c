import { Kbd } from "../../../components/Kbd";
import { Strip } from "../../../components/Strip";
import styles from "./RunFoot.module.css";

export type RunFootProps = {
  /** There is a run to compare with. */
  compared: boolean;
};

/** The keys that are used most. */
export function RunFoot({ compared }: RunFootProps) {
  const shown: [string, string][] = [["Enter", "open attempt"], ...(compared ? [["d", "compare the answers"] as [string, string]] : []), ["r", "replay one"]];
  return (
    <Strip at="foot">
      {shown.map(([key, name]) => (
        <span key={key} className={styles.hint}>
          <Kbd keys={key} />
          {name}
        </span>
      ))}
      <span className="grow" />
      <span className="cut">Every attempt is kept, also when you cancel</span>
    </Strip>
  );
}
