// What a row says about a capture. Pure.
import { formatAge } from "../../../components/format";
import type { Capture } from "../../../core/generated/Capture";
import type { CaptureFlag } from "../../../core/generated/CaptureFlag";

const flags: Record<CaptureFlag, string> = {
  browser: "Sent by a web page",
  body_too_large: "The body was too large and was refused",
  head_too_large: "The header fields were too large and were refused",
  too_slow: "It came too slowly and was given up",
  incomplete: "It broke off before its end",
  ambiguous_length: "Its length was given in two ways",
  host_missing_or_repeated: "Host was missing or there twice",
  bare_line_feed: "Its lines ended in LF alone",
  malformed: "It was no valid HTTP",
  handshake: "A handshake",
  too_many_connections: "There were too many connections",
};

/** What is out of the ordinary, as a sentence. */
export function flagWords(flag: CaptureFlag): string {
  return flags[flag];
}

/** The event's type, or what stands in its place. */
export function eventOf(capture: Pick<Capture, "event_type">): { text: string; typed: boolean } {
  return capture.event_type === null ? { text: "no event type", typed: false } : { text: capture.event_type, typed: true };
}

/** The target without its query, which is in the detail. */
export function pathOf(target: string): string {
  const end = target.indexOf("?");
  return end < 0 ? target : target.slice(0, end);
}

const DAY_MS = 86_400_000;

/** How long ago in three or four letters: a date would not fit the column. */
export function shortAge(iso: string, now: number): string {
  const days = Math.floor((now - Date.parse(iso)) / DAY_MS);
  if (!(days >= 30)) return formatAge(iso, now);
  return days < 730 ? `${days}d` : `${Math.floor(days / 365)}y`;
}
