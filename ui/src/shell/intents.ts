// What a feature may ask of another without knowing it: the layout answers by
// opening that feature's dialog.
import { createContext, useContext } from "react";

/** Dialogs that any page can ask for. */
export type Intents = {
  /** Asks where and how to send these captures; `edit` opens a single one for changes first. */
  replay: (captures: string[], how?: "as_is" | "edit") => void;
  /** Edits a source by name; `null` adds one. */
  editSource: (name: string | null) => void;
};

export const IntentsContext = createContext<Intents>({ replay: () => undefined, editSource: () => undefined });

/** What can be asked for here. */
export function useIntents(): Intents {
  return useContext(IntentsContext);
}
