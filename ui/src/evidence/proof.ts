// Two byte strings on the same lines, with what differs between them. Pure.
import { diffChars } from "diff";
import type { ProofBytes } from "../core/generated/ProofBytes";

/** A run of one side: `same` on both, `only` here, or a `gap` where the other side has more. */
export type Piece = { kind: "same" | "only" | "gap"; text: string };

/** What stands on one line on both sides. */
export type ProofLine = { signed: Piece[]; checked: Piece[] };

/** One line of bytes as hex, counted from the start of the whole part. */
export type HexLine = { offset: number; bytes: { hex: string; differs: boolean }[] };

/** Bytes in a line of hex: two sides fit beside each other. */
const HEX_WIDTH = 8;

/** With less in common than this, marking single characters would only confuse. */
const ALIKE = 0.35;

/** The bytes of a side's excerpt. */
export function bytesOf({ excerpt_b64 }: ProofBytes): Uint8Array {
  return Uint8Array.from(atob(excerpt_b64), (character) => character.charCodeAt(0));
}

/** Whether both sides can be read as text. */
export function isText(side: ProofBytes): boolean {
  const text = textOf(side);
  const strange = text.match(/[\u0000-\u0008\u000E-\u001F\uFFFD]/g)?.length ?? 0;
  return strange * 8 <= text.length;
}

/** Whether the excerpt ends before the part does. */
export function isCut(side: ProofBytes): boolean {
  return side.offset + bytesOf(side).length < side.length;
}

/** Both sides as text, line by line, each difference marked on both. */
export function proofLines(signed: ProofBytes, checked: ProofBytes): ProofLine[] {
  const sheet = new Sheet();
  for (const { kind, text } of changesOf(signed, checked)) sheet.put(kind, text);
  return sheet.lines.filter((line) => line.signed.length > 0 || line.checked.length > 0);
}

type Change = { kind: "same" | "signed" | "checked" | "signed_rest" | "checked_rest"; text: string };

/** Less than this between two replaced texts is the same by chance. */
const BY_CHANCE = 4;

function changesOf(signed: ProofBytes, checked: ProofBytes): Change[] {
  const compared = diffChars(textOf(checked), textOf(signed)).map(({ value, added, removed }): Change => ({
    kind: added ? "signed" : removed ? "checked" : "same",
    text: value,
  }));
  const changes = withoutChance(compared);
  const known = isAlike(changes) ? changes : apart(signed, checked);
  return isCut(signed) || isCut(checked) ? withoutRest(known) : known;
}

/** Joins replaced texts that have but a dot in common: `127.0` and `hooks.example` differ as a whole. */
function withoutChance(changes: Change[]): Change[] {
  const joined: Change[] = [];
  changes.forEach((change, at) => {
    const between = change.kind === "same" && change.text.length < BY_CHANCE && !change.text.includes("\n");
    if (between && replaces(joined.slice(-2)) && replaces(changes.slice(at + 1, at + 3))) {
      add(joined, "checked", change.text);
      add(joined, "signed", change.text);
    } else add(joined, change.kind, change.text);
  });
  return joined;
}

/** Whether two changes put one text in the place of another. */
function replaces([one, other]: Change[]): boolean {
  return one?.kind === "checked" && other?.kind === "signed";
}

/** Adds a text to the last change of its kind, unless something alike came in between. */
function add(changes: Change[], kind: Change["kind"], text: string): void {
  const last = changes.slice(-2).findLast((change) => change.kind === kind);
  const parted = changes.at(-1)?.kind === "same" || kind === "same";
  if (last !== undefined && !parted) last.text += text;
  else changes.push({ kind, text });
}

function isAlike(changes: Change[]): boolean {
  const length = (kind: Change["kind"]) => changes.reduce((sum, change) => sum + (change.kind === kind ? change.text.length : 0), 0);
  const same = length("same");
  return same >= ALIKE * (same + Math.max(length("signed"), length("checked")));
}

/** The difference as one piece on each side. */
function apart(signed: ProofBytes, checked: ProofBytes): Change[] {
  const [before, theirs, after] = cutAtDifference(signed);
  const [, ours] = cutAtDifference(checked);
  const changes: Change[] = [
    { kind: "same", text: before },
    { kind: "checked", text: ours },
    { kind: "signed", text: theirs },
    { kind: "same", text: after },
  ];
  return changes.filter(({ text }) => text !== "");
}

function cutAtDifference(side: ProofBytes): [string, string, string] {
  const bytes = bytesOf(side);
  const from = side.differs_from - side.offset;
  const to = side.differs_to - side.offset;
  return [decoded(bytes.slice(0, from)), decoded(bytes.slice(from, to)), decoded(bytes.slice(to))];
}

/** One side's excerpt may reach further than the other's: what lies beyond is no difference. */
function withoutRest(changes: Change[]): Change[] {
  const last = changes.findLastIndex(({ kind }) => kind === "same");
  const differs = changes.slice(0, last).some(({ kind }) => kind !== "same");
  if (!differs) return changes;
  return changes.map((change, index) => (index > last ? { ...change, kind: `${change.kind}_rest` as Change["kind"] } : change));
}

/** Lines as they grow: a newline on either side ends the line on both. */
class Sheet {
  readonly lines: ProofLine[] = [{ signed: [], checked: [] }];

  put(kind: Change["kind"], text: string): void {
    for (const part of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
      this.#place(kind, part);
      if (part.endsWith("\n")) this.lines.push({ signed: [], checked: [] });
    }
  }

  #place(kind: Change["kind"], text: string): void {
    const line = this.lines.at(-1);
    if (line === undefined) return;
    const { signed, checked } = line;
    if (kind === "same" || kind === "signed_rest") signed.push({ kind: "same", text });
    if (kind === "same" || kind === "checked_rest") checked.push({ kind: "same", text });
    if (kind === "signed") mark(signed, checked, text);
    if (kind === "checked") mark(checked, signed, text);
  }
}

/** Text that one side has and the other lacks; in the place of other text, it is no gap. */
function mark(here: Piece[], there: Piece[], text: string): void {
  const replaced = here.at(-1)?.kind === "gap";
  if (replaced) here.pop();
  here.push({ kind: "only", text });
  if (!replaced && there.at(-1)?.kind !== "gap") there.push({ kind: "gap", text: "" });
}

/** One side as hex, the difference marked. */
export function hexLines(side: ProofBytes): HexLine[] {
  const bytes = bytesOf(side);
  // Lines begin at whole multiples, so that both sides count alike.
  const lead = side.offset % HEX_WIDTH;
  const lines: HexLine[] = [];
  for (let at = -lead; at < bytes.length; at += HEX_WIDTH) {
    const start = Math.max(0, at);
    const slice = Array.from(bytes.subarray(start, at + HEX_WIDTH), (byte, index) => hexByte(side, byte, start + index));
    lines.push({ offset: side.offset + start, bytes: slice });
  }
  return lines;
}

function hexByte({ offset, differs_from, differs_to }: ProofBytes, byte: number, at: number): HexLine["bytes"][number] {
  const place = offset + at;
  return { hex: byte.toString(16).padStart(2, "0"), differs: place >= differs_from && place < differs_to };
}

function textOf(side: ProofBytes): string {
  const text = decoded(bytesOf(side));
  // A cut may fall into a character; what is left of it is not part of the picture.
  const whole = side.offset > 0 ? text.replace(/^\uFFFD{1,3}/, "") : text;
  return isCut(side) ? whole.replace(/\uFFFD$/, "") : whole;
}

function decoded(bytes: Uint8Array): string {
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
