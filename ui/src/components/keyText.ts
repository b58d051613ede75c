/** Whether this is a Mac, where Ctrl means ⌘. */
export const onMac = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? "");

const words: Record<string, string> = {
  ArrowUp: "↑",
  ArrowDown: "↓",
  ArrowLeft: "←",
  ArrowRight: "→",
  Escape: "Esc",
  Delete: "Del",
  " ": "Space",
  PageUp: "PgUp",
  PageDown: "PgDn",
};

const macWords: Record<string, string> = { Mod: "⌘", Shift: "⇧", Alt: "⌥", Enter: "↩", Delete: "⌫" };

/** `Mod+K` as people know it: `Ctrl K`, on a Mac `⌘K`. */
export function keyText(keys: string, mac = onMac): string {
  const parts = keys.split("+").map((part) => word(part, mac));
  return parts.join(mac ? "" : " ");
}

function word(part: string, mac: boolean): string {
  if (mac && macWords[part]) return macWords[part];
  return words[part] ?? (part === "Mod" ? "Ctrl" : part);
}
