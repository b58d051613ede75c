import { classes } from "../../../components/classes";
import { Icon } from "../../../components/Icon";
import { formatSpeed, formatTick } from "../spans";
import type { Tick } from "./scale";
import styles from "./ScheduleLine.module.css";

/** Something on the line. */
export type LinePoint = {
  key: string;
  /** From 0 to 1. */
  at: number;
  /** `ideal` is where the schedule has an attempt, whatever became of it. */
  look: "ideal" | "planned" | "delivered" | "failed";
  title: string;
  /** It is the one that is looked at. */
  chosen?: boolean;
};

export type ScheduleLineProps = {
  /** The whole in a sentence, for who does not see it. */
  label: string;
  points: LinePoint[];
  ticks: Tick[];
  /** Where now is, from 0 to 1; `null` leaves it out. */
  now: number | null;
  /** How many times faster than real time the waits go by. */
  speed: number;
};

/** Attempts along the schedule's time; where the clock is turned, with the real time below it. */
export function ScheduleLine({ label, points, ticks, now, speed }: ScheduleLineProps) {
  return (
    <div className={styles.line} role="img" aria-label={label}>
      <div className={styles.axis}>
        {now !== null && (
          <span className={styles.now} style={{ left: percent(now) }}>
            <span className={classes(styles.nowWord, now > 0.9 && styles.before)}>now</span>
          </span>
        )}
        {points.map(({ key, at, look, title, chosen }) => (
          <span key={key} className={classes(styles.point, styles[look], chosen && styles.chosen)} style={{ left: percent(at) }} title={title}>
            {look === "delivered" && <Icon name="check" size={12} />}
            {look === "failed" && <Icon name="x" size={12} />}
          </span>
        ))}
      </div>
      <Labels name={speed === 1 ? "Time" : "Schedule"} ticks={ticks.map(({ at, name }) => ({ at, name }))} />
      {speed !== 1 && <Labels name={`Real, ${formatSpeed(speed)}`} ticks={ticks.map(({ at, ms }) => ({ at, name: formatTick(ms / speed) }))} real />}
    </div>
  );
}

type LabelsProps = { name: string; ticks: { at: number; name: string }[]; real?: boolean };

function Labels({ name, ticks, real = false }: LabelsProps) {
  return (
    <>
      <span className={styles.name}>{name}</span>
      <div className={classes(styles.labels, real && styles.real)}>
        {ticks.map((tick) => (
          <span key={tick.at} style={{ left: percent(tick.at) }}>
            {tick.name}
          </span>
        ))}
      </div>
    </>
  );
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
