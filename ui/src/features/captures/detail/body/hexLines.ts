// Bytes as offsets, hex and ASCII: one line for sixteen of them, made when it is seen.

const WIDTH = 16;

/** One line of a hex view. */
export type HexLine = { offset: string; hex: string; ascii: string };

/** How many lines some bytes take. */
export function hexLineCount(bytes: number): number {
  return Math.ceil(bytes / WIDTH);
}

/** Line `index` of a hex view. */
export function hexLine(bytes: Uint8Array, index: number): HexLine {
  const slice = bytes.subarray(index * WIDTH, (index + 1) * WIDTH);
  const pairs = Array.from(slice, (byte) => byte.toString(16).padStart(2, "0"));
  const halves = [pairs.slice(0, 8).join(" "), pairs.slice(8).join(" ")];
  return {
    offset: (index * WIDTH).toString(16).padStart(8, "0"),
    hex: halves.join("  ").padEnd(WIDTH * 3),
    ascii: Array.from(slice, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".")).join(""),
  };
}
