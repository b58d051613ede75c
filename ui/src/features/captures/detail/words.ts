// What unchecked captures and flags mean, in sentences: what happened, then what helps.
import type { CaptureFlag } from "../../../core/generated/CaptureFlag";

/** Why nothing was checked, and what to do; `null` where the path belongs to no source. */
export function uncheckedSentence(source: { name: string; scheme: string | null } | null): string {
  if (source === null) return "No source takes this path, so nothing says how it is signed.";
  if (source.scheme === null) return `Nothing was checked: ${source.name} has no signature scheme.`;
  return `Nothing was checked when this came: ${source.name} had no scheme, or no secret to check with.`;
}

const flags: Record<CaptureFlag, string> = {
  browser: "Sent by a web page: kept, but not forwarded",
  body_too_large: "Body longer than the limit: answered 413",
  head_too_large: "Head longer than the limit: answered 431",
  too_slow: "Sender too slow: answered 408",
  handshake: "A handshake: its sender asked whether somebody listens",
  too_many_connections: "Too many connections at once: answered 503",
  incomplete: "Sender stopped before the body was whole",
  ambiguous_length: "Content-Length and Transfer-Encoding disagree",
  host_missing_or_repeated: "No Host header, or more than one",
  bare_line_feed: "Lines end without a carriage return",
  malformed: "Not HTTP that could be read",
};

/** What is out of the ordinary about a capture. */
export function flagSentence(flag: CaptureFlag): string {
  return flags[flag];
}
