// How a text gets onto the clipboard: the browser's way, unless the shell has its own.
import { createContext, useContext } from "react";

/** Puts a text onto the clipboard; rejects when the system refuses. */
export type WriteText = (text: string) => Promise<void>;

/** The way of this window. */
export const ClipboardContext = createContext<WriteText>((text) => navigator.clipboard.writeText(text));

/** How to put a text onto the clipboard here. */
export function useClipboard(): WriteText {
  return useContext(ClipboardContext);
}
