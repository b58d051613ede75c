import { useMemo } from "react";
import { formatPlural } from "../../../components/format";
import { scaleOf, ticksOf } from "../schedule/scale";
import { type LinePoint, ScheduleLine } from "../schedule/ScheduleLine";
import { formatSpan } from "../spans";
import type { Timeline } from "./timeline";

export type DeliveryLineProps = {
  timeline: Timeline;
  speed: number;
  /** Id of the attempt that is looked at. */
  chosen: string | undefined;
};

/** What was and what is planned, against the schedule. */
export function DeliveryLine({ timeline, speed, chosen }: DeliveryLineProps) {
  const { made, planned, ideal, now, last, firstWait } = timeline;
  const scale = useMemo(() => scaleOf(last, firstWait), [last, firstWait]);
  const ticks = useMemo(() => ticksOf(scale, last), [scale, last]);
  const points: LinePoint[] = [
    ...ideal.map((ms, index) => ({ key: `ideal ${index}`, at: scale(ms), look: "ideal" as const, title: `The schedule's attempt ${index + 1}: after ${formatSpan(ms)}` })),
    ...planned.map(({ number, ms }) => ({ key: `planned ${number}`, at: scale(ms), look: "planned" as const, title: `Attempt ${number} is planned after ${formatSpan(ms)}` })),
    ...made.map(({ id, ms, outcome, title }) => ({ key: id, at: scale(ms), look: outcome, title, chosen: id === chosen })),
  ];
  const label = `${formatPlural(made.length, "attempt")} made, ${planned.length} planned, over ${formatSpan(last)} of the schedule`;
  return <ScheduleLine label={label} points={points} ticks={ticks} now={now === null ? null : scale(now)} speed={speed} />;
}
