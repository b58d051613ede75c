// Bytes as offsets, hex and ASCII: one line for a few of them, made when it is seen. Pure.

/** Bytes that are fetched at once. */
const SLICE = 64 * 1024;

/** One line of a hex view. */
export type HexLine = { hex: string; ascii: string };

/** The slices of `total` bytes that hold those from `bytes.first` to `bytes.last`. */
export function slicesOf(bytes: { first: number; last: number }, total: number): { start: number; end: number }[] {
  const first = Math.floor(bytes.first / SLICE);
  const last = Math.floor(Math.min(total - 1, bytes.last) / SLICE);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, step) => ({
    start: (first + step) * SLICE,
    end: Math.min(total, (first + step + 1) * SLICE),
  }));
}

/** The line of `width` bytes from place `at` on. */
export function hexLine(bytes: Uint8Array, at: number, width: number): HexLine {
  const slice = bytes.subarray(at, at + width);
  const pairs = Array.from(slice, (byte) => byte.toString(16).padStart(2, "0"));
  const groups = Array.from({ length: Math.ceil(width / 8) }, (_, group) => pairs.slice(group * 8, group * 8 + 8).join(" "));
  return {
    hex: groups.join("  ").padEnd(width * 3 + groups.length - 2),
    ascii: Array.from(slice, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
  };
}
