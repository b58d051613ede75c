import { useMemo } from "react";
import { Badge } from "../../../components/Badge";
import type { ScheduleView } from "../../../core/generated/ScheduleView";
import { formatSpan, speedWords } from "../spans";
import { scaleOf, ticksOf } from "./scale";
import { scheduleFacts, scheduleSize, trustOf } from "./scheduleWords";
import { type LinePoint, ScheduleLine } from "./ScheduleLine";
import styles from "./SchedulePreview.module.css";

export type SchedulePreviewProps = {
  view: ScheduleView;
  speed: number;
  /** Rules besides the waits are shown, too. */
  facts?: boolean;
};

/** A schedule as a timeline, before it is used. */
export function SchedulePreview({ view, speed, facts = true }: SchedulePreviewProps) {
  const last = view.at_ms.at(-1) ?? 0;
  const scale = useMemo(() => scaleOf(last, view.waits_ms[0] ?? 0), [last, view.waits_ms]);
  const ticks = useMemo(() => ticksOf(scale, last), [scale, last]);
  const points = view.at_ms.map((ms, index): LinePoint => ({ key: String(index), at: scale(ms), look: "planned", title: pointTitle(ms, index, speed) }));
  const trust = trustOf(view);
  return (
    <div className={styles.preview}>
      <div className={styles.head}>
        <span className="strong">{scheduleSize(view)}</span>
        <span title={trust.meaning}>
          <Badge tone={trust.unsure ? "warn" : "neutral"}>{trust.word}</Badge>
        </span>
      </div>
      <ScheduleLine label={`${scheduleSize(view)}: after ${view.at_ms.slice(1, 12).map(formatSpan).join(", ") || "nothing"}`} points={points} ticks={ticks} now={null} speed={speed} />
      <p className={styles.words}>{speedWords(last, speed)}</p>
      {facts && view.notes && <p className={styles.words}>{view.notes}</p>}
      {facts && (
        <dl className={styles.facts}>
          {scheduleFacts(view).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function pointTitle(ms: number, index: number, speed: number): string {
  if (ms === 0) return "Attempt 1: at once";
  const real = speed === 1 ? "" : `, ${formatSpan(ms / speed)} of real time`;
  return `Attempt ${index + 1}: after ${formatSpan(ms)}${real}`;
}
