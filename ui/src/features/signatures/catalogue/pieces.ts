// A signature's text and the signed bytes as a row of labelled pieces. Pure.
import { cutMiddle } from "../../../components/format";
import type { Evidence } from "../../../core/generated/Evidence";
import type { SegmentKind } from "../../../core/generated/SegmentKind";
import type { SignedContent } from "../../../core/generated/SignedContent";

/** Which role a piece plays, and so which colour it wears. */
export type Tone = SegmentKind | "signature" | "unread";

/** A piece of text with what it is. */
export type Piece = { text: string; label: string; tone: Tone };

/** Longer pieces are cut in the middle. */
const SHOWN = 22;

/** The text in which a signature stands, cut where the scheme cuts it. */
export function signaturePieces({ signature, parts, timestamp, comparisons }: Evidence): Piece[] {
  if (signature === null) return [];
  const received = new Set(comparisons.map((comparison) => comparison.received));
  const pieces: Piece[] = [];
  let rest = signature.text;
  for (const { name, value, used } of parts) {
    const at = value === "" ? -1 : rest.indexOf(value);
    if (at < 0) continue;
    if (at > 0) pieces.push({ text: rest.slice(0, at), label: "", tone: "literal" });
    const isTime = timestamp?.text === value;
    const isSignature = received.has(value) || (used && !isTime);
    pieces.push({ text: cutMiddle(value, SHOWN), ...roleOf(name, { isTime, isSignature }) });
    rest = rest.slice(at + value.length);
  }
  if (pieces.length === 0) return [{ text: cutMiddle(rest, 2 * SHOWN), label: "signature", tone: "signature" }];
  return rest === "" ? pieces : [...pieces, { text: rest, label: "", tone: "literal" }];
}

function roleOf(name: string, { isTime, isSignature }: { isTime: boolean; isSignature: boolean }): Pick<Piece, "label" | "tone"> {
  if (isTime) return { label: "time", tone: "timestamp" };
  if (isSignature) return { label: "signature", tone: "signature" };
  return { label: name === "" ? "not read" : `${name}, not read`, tone: "unread" };
}

/** The signed bytes, each piece by its name. */
export function messagePieces({ segments }: SignedContent, body: string): Piece[] {
  return segments.map(({ kind, name, text }) => {
    if (kind === "literal") return { text: visible(text ?? name), label: "", tone: kind };
    const shown = text ?? (kind === "body" ? body : name);
    return { text: cutMiddle(visible(shown), SHOWN), label: name, tone: kind };
  });
}

/** Line ends as they are drawn elsewhere. */
function visible(text: string): string {
  return text.replaceAll("\r", "␍").replaceAll("\n", "↵").replaceAll("\t", "→");
}
