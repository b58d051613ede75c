// Times as people type them. Pure: the caller brings the clock.

/** Milliseconds since 1970; `null` where nothing is typed. */
export type Moment = number | null | "wrong";

const SPANS = { s: 1, m: 60, h: 3600, d: 86_400, w: 604_800 } as const;

/** `2026-01-31`, `2026-01-31 12:00`, `12:00` today or `2h` ago in local time, or a time with its zone. */
export function momentOf(text: string, now: number): Moment {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  const ago = /^(\d{1,6})\s*([smhdw])(?:\s+ago)?$/.exec(trimmed);
  if (ago) return now - Number(ago[1]) * SPANS[ago[2] as keyof typeof SPANS] * 1000;
  const clock = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(trimmed);
  if (clock) return atClock(clock.slice(1).map((part) => Number(part ?? 0)), now);
  const day = /^\d{4}-\d{2}-\d{2}$/.test(trimmed);
  const dated = /^\d{4}-\d{2}-\d{2}[ T]\d{1,2}:\d{2}/.test(trimmed);
  const at = day ? Date.parse(`${trimmed}T00:00:00`) : dated ? Date.parse(trimmed.replace(" ", "T")) : Number.NaN;
  return Number.isNaN(at) ? "wrong" : at;
}

function atClock([hours = 0, minutes = 0, seconds = 0]: number[], now: number): Moment {
  if (hours > 23 || minutes > 59 || seconds > 59) return "wrong";
  return new Date(now).setHours(hours, minutes, seconds, 0);
}
