import { formatDuration } from "../../components/format";
import type { Timing } from "../../core/generated/Timing";
import { timingParts } from "./timing";
import styles from "./TimingBar.module.css";

export type TimingBarProps = { timing: Timing };

const looks = { Lookup: styles.lookup, Connect: styles.connect, "First byte": styles.first, Rest: styles.rest };

/** Where the time of an exchange went. */
export function TimingBar({ timing }: TimingBarProps) {
  const parts = timingParts(timing);
  return (
    <div className={styles.timing}>
      <div className={styles.bar} aria-hidden>
        {parts.map(({ name, micros }) => (
          <span key={name} className={looks[name]} style={{ flexGrow: micros }} />
        ))}
      </div>
      <ul className={styles.parts}>
        {parts.map(({ name, micros }) => (
          <li key={name}>
            <span className={`${styles.key} ${looks[name]}`} aria-hidden />
            {name} <span className="num muted">{formatDuration(micros)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
