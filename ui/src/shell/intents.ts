// What a feature may ask of another without knowing it: the layout answers by
// opening that feature's dialog.
import { createContext, useContext } from "react";

/** What an editor of a source begins with, besides what is saved. */
export type SourcePreset = {
  scheme?: string;
  /** To be added to those it has. */
  secret?: string;
  /** The URL that the provider was given. */
  publicUrl?: string;
  /** What a new source is called; without it, as the scheme's provider. */
  name?: string;
};

/** Dialogs that any page can ask for. */
export type Intents = {
  /** Asks where and how to send these captures; `edit` opens a single one for changes first. */
  replay: (captures: string[], how?: "as_is" | "edit") => void;
  /** Asks the same of all captures that match a filter. */
  replayAll: (filter: string) => void;
  /** Opens a run's page. */
  openRun: (run: string) => void;
  /** Asks where these captures are delivered to, with retries; without any, what is delivered. */
  deliver: (captures?: string[]) => void;
  /** Edits a source by name; `null` adds one. */
  editSource: (name: string | null, preset?: SourcePreset) => void;
  /** Asks for a scheme out of all there are. */
  chooseScheme: (current: string | null, onChoose: (scheme: string) => void) => void;
};

export const IntentsContext = createContext<Intents>({
  replay: () => undefined,
  replayAll: () => undefined,
  openRun: () => undefined,
  deliver: () => undefined,
  editSource: () => undefined,
  chooseScheme: () => undefined,
});

/** What can be asked for here. */
export function useIntents(): Intents {
  return useContext(IntentsContext);
}
