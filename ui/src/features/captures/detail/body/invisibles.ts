// Characters that one cannot see, made visible.

/** A run of plain text, or one invisible character by its name. */
export type Run = { text: string; mark?: "quiet" | "named" };

const named: Record<string, string> = {
  "\u00A0": "NBSP",
  "\u00AD": "SHY",
  "\u200B": "ZWSP",
  "\u200C": "ZWNJ",
  "\u200D": "ZWJ",
  "\u200E": "LRM",
  "\u200F": "RLM",
  "\u2028": "LS",
  "\u2029": "PS",
  "\u2060": "WJ",
  "\uFEFF": "BOM",
  "\uFFFD": "U+FFFD",
  "\r": "CR",
  "\u007F": "DEL",
};

const suspicious = /[\u0000-\u0008\u000B-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF\uFFFD]/g;
const any = /[ \t\n\u0000-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF\uFFFD]/;

/** How many characters of a text one would not expect to be there: spaces, tabs and line ends are not counted. */
export function countInvisibles(text: string): number {
  return text.match(suspicious)?.length ?? 0;
}

/** Cuts a text at its invisible characters. */
export function runs(text: string): Run[] {
  const cut: Run[] = [];
  let plain = "";
  for (const character of text) {
    if (!any.test(character)) {
      plain += character;
      continue;
    }
    if (plain !== "") cut.push({ text: plain });
    plain = "";
    cut.push(shown(character));
  }
  if (plain !== "") cut.push({ text: plain });
  return cut;
}

function shown(character: string): Run {
  if (character === " ") return { text: "·", mark: "quiet" };
  if (character === "\t") return { text: "→", mark: "quiet" };
  if (character === "\n") return { text: "↵", mark: "quiet" };
  const code = character.codePointAt(0) ?? 0;
  return { text: named[character] ?? `U+${code.toString(16).toUpperCase().padStart(4, "0")}`, mark: "named" };
}
