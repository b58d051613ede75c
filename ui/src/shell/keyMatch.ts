// Whether a key press means an action, given where the focus is.
//
// Text fields keep the keys people type with, open popups keep all but what is
// marked for dialogs, and controls keep the keys that work them.
import type { Action } from "./action";

/** Ctrl combinations that belong to every text field. */
const EDITING = ["a", "c", "v", "x", "z", "y"];

type Wanted = Pick<Action, "keys" | "inDialog" | "whileTyping">;

/** Whether `event` means one of the action's keys here and now. */
export function matches(event: KeyboardEvent, action: Wanted, mac: boolean): boolean {
  if (!action.keys.some((keys) => isPressed(event, keys, mac))) return false;
  const target = event.target instanceof Element ? event.target : null;
  if (isInPopup(target) && !action.inDialog) return false;
  if (isTyping(innermost(event) ?? target)) return action.whileTyping === true || isCommand(event, mac);
  // With Ctrl no key works a control: Ctrl+Enter sends from a button, too.
  return (mac ? event.metaKey : event.ctrlKey) || !isControlsOwn(event.key, target);
}

/** Whether a key may mean something soon: nobody types, moves the focus, or looks at a popup; Ctrl+Enter always may. */
export function mayBeMeant(event: KeyboardEvent): boolean {
  const target = event.target instanceof Element ? event.target : null;
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) return true;
  return event.key !== "Tab" && !isInPopup(target) && !isTyping(innermost(event) ?? target);
}

/** Whether `keys` (`Mod+K`, `R`, `?`) are what was pressed. */
export function isPressed(event: KeyboardEvent, keys: string, mac: boolean): boolean {
  const parts = keys === "+" ? ["+"] : keys.split("+");
  const key = parts.at(-1) ?? "";
  const mod = mac ? event.metaKey : event.ctrlKey;
  const other = mac ? event.ctrlKey : event.metaKey;
  if (other || mod !== parts.includes("Mod") || event.altKey !== parts.includes("Alt")) return false;
  // A bare character says by itself whether Shift was held, whatever the layout.
  if (parts.length === 1 && key.length === 1) return event.key === key;
  return event.shiftKey === parts.includes("Shift") && event.key.toLowerCase() === key.toLowerCase();
}

function isCommand(event: KeyboardEvent, mac: boolean): boolean {
  const mod = mac ? event.metaKey : event.ctrlKey;
  return mod && !EDITING.includes(event.key.toLowerCase());
}

/** What has the focus within a shadow root: from outside it looks like the root's host. */
function innermost(event: KeyboardEvent): Element | null {
  const [first] = event.composedPath();
  return first instanceof Element ? first : null;
}

function isInPopup(target: Element | null): boolean {
  return target?.closest("[data-popup]") != null || document.querySelector('[data-popup="modal"]') !== null;
}

function isTyping(target: Element | null): boolean {
  return target?.closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true]") != null;
}

function isControlsOwn(key: string, target: Element | null): boolean {
  if (key === "Enter" || key === " ") return target?.closest("button, a, summary, [role=switch]") != null;
  if (!key.startsWith("Arrow") && key !== "Home" && key !== "End") return false;
  return target?.closest("[role=tablist], [role=separator], [role=radiogroup], [role=slider], [role=group], pre") != null;
}
