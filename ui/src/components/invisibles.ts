// Characters that one cannot see, made visible. Pure.

/** A run of plain text, or one invisible character by its name. */
export type Run = {
  text: string;
  mark?: "quiet" | "named";
  /** Said on hover: `U+00A0 no-break space`. */
  title?: string;
};

const named: Record<string, [string, string]> = {
  "\u00A0": ["NBSP", "no-break space"],
  "\u00AD": ["SHY", "soft hyphen"],
  "\u200B": ["ZWSP", "zero-width space"],
  "\u200C": ["ZWNJ", "zero-width non-joiner"],
  "\u200D": ["ZWJ", "zero-width joiner"],
  "\u200E": ["LRM", "left-to-right mark"],
  "\u200F": ["RLM", "right-to-left mark"],
  "\u2028": ["LS", "line separator"],
  "\u2029": ["PS", "paragraph separator"],
  "\u2060": ["WJ", "word joiner"],
  "\uFEFF": ["BOM", "byte order mark"],
  "\uFFFD": ["U+FFFD", "bytes that are not UTF-8"],
  "\r": ["CR", "carriage return"],
  "\u007F": ["DEL", "delete"],
};

const suspicious = /[\u0000-\u0008\u000B-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF\uFFFD]/g;
const any = /[ \t\n\u0000-\u001F\u007F-\u00A0\u00AD\u200B-\u200F\u2028\u2029\u2060\uFEFF\uFFFD]/;

/** How many characters of a text one would not expect to be there: spaces, tabs and line ends are not counted. */
export function countInvisibles(text: string): number {
  let count = 0;
  suspicious.lastIndex = 0;
  while (suspicious.test(text)) count += 1;
  return count;
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
  if (character === " ") return { text: "·", mark: "quiet", title: "space" };
  if (character === "\t") return { text: "→", mark: "quiet", title: "tab" };
  if (character === "\n") return { text: "↵", mark: "quiet", title: "line feed" };
  const code = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;
  const [name, words] = named[character] ?? [code, "control character"];
  return { text: name, mark: "named", title: `${code} ${words}` };
}
