import type { IconName } from "../components/icons";

/** Something a person can do. */
export type Action = {
  /** Unique: `captures.pin`. */
  id: string;
  /** As it reads in sheet and palette: `Pin`. */
  name: string;
  /** Any of these does it: `r`, `R`, `Mod+K`, `Escape`, `?`; empty: only in the palette. */
  keys: string[];
  /** Where it works, and the head it stands under: `Everywhere`, `Captures`, `Replay`. */
  scope: string;
  run: () => void;
  /** False: shown in the sheet, but neither key nor palette does it now. */
  enabled?: boolean;
  /** What it acts on is still being read: it is kept when it is asked for, and done once that is here. */
  waits?: boolean;
  /** Stays out of the palette: moving a cursor makes no sense there. */
  keyOnly?: boolean;
  /** Works while a dialog is open, too (sending it). */
  inDialog?: boolean;
  /** Works without Ctrl while a text is typed, too (Escape out of it). */
  whileTyping?: boolean;
  icon?: IconName;
};
