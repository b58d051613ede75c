import { Kbd } from "../../../components/Kbd";
import { Strip } from "../../../components/Strip";
import styles from "./CaptureList.module.css";

const shown: [string[], string][] = [
  [["j", "k"], "move"],
  [["r"], "replay"],
  [["x"], "mark"],
  [["p"], "pin"],
  [["?"], "all keys"],
];

/** The keys that are used most. */
export function CaptureFoot() {
  return (
    <Strip at="foot">
      {shown.map(([keys, name]) => (
        <span key={name} className={styles.hint}>
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {name}
        </span>
      ))}
    </Strip>
  );
}
