import { useContext, useEffect, useState, useSyncExternalStore } from "react";
import { ActionsContext, useActions } from "../shell/keys";
import { ActionKeySheet } from "./ActionKeySheet";
import { ActionPalette } from "./ActionPalette";

/** Listens to keys, and shows what they and the palette can do. */
export function Commands() {
  const actions = useContext(ActionsContext);
  const [open, setOpen] = useState<"palette" | "sheet" | null>(null);
  useEffect(() => {
    const drop = () => actions.kept.drop();
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing) drop();
      else if (actions.press(event)) event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    window.addEventListener("pointerdown", drop);
    return () => {
      window.removeEventListener("keydown", onKey);
      window.removeEventListener("pointerdown", drop);
    };
  }, [actions]);
  const waiting = useSyncExternalStore(actions.watch, actions.keeps);
  useEffect(() => {
    document.documentElement.toggleAttribute("data-waiting", waiting);
  }, [waiting]);
  useActions([
    { id: "palette", name: "Command palette", keys: ["Mod+K"], scope: "Everywhere", keyOnly: true, run: () => setOpen("palette") },
    { id: "sheet", name: "All keys", keys: ["?"], scope: "Everywhere", icon: "info", run: () => setOpen("sheet") },
  ]);
  const close = () => setOpen(null);
  if (open === "palette") return <ActionPalette actions={actions} onClose={close} />;
  if (open === "sheet") return <ActionKeySheet actions={actions} onClose={close} />;
  return null;
}
