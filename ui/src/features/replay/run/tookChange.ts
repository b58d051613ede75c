import { formatDuration } from "../../../components/format";

/** How much longer it took than then: `+9.99 s`, `−31 ms`, `0 ms`. */
export function tookChange(now: number, then: number): string {
  const more = now - then;
  if (Math.abs(more) < 0.5) return "0 ms";
  return `${more > 0 ? "+" : "−"}${formatDuration(Math.max(1, Math.abs(more)) * 1000)}`;
}
