import { useState, useSyncExternalStore } from "react";
import { Palette } from "../components/Palette";
import { fuzzyFind } from "./fuzzy";
import { isOffered } from "../shell/keptKeys";
import type { Actions } from "../shell/keys";

export type ActionPaletteProps = { actions: Actions; onClose: () => void };

/** The palette over everything registered right now. */
export function ActionPalette({ actions, onClose }: ActionPaletteProps) {
  const [text, setText] = useState("");
  const [cursor, setCursor] = useState(0);
  const all = useSyncExternalStore(actions.watch, actions.all);
  const offered = all.filter((action) => isOffered(action) && !action.keyOnly);
  const rows = fuzzyFind(text, offered, (action) => action.name);
  const type = (next: string) => {
    setText(next);
    setCursor(0);
  };
  const run = (id: string) => {
    onClose();
    // The palette gives the focus back first, so that an action may move it.
    setTimeout(() => actions.ask(id));
  };
  return <Palette text={text} onText={type} rows={rows} cursor={cursor} onCursor={setCursor} onRun={run} onClose={onClose} />;
}
