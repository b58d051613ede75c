import { type ReactNode, useCallback, useEffect, useState } from "react";
import { ToastBar } from "../components/ToastBar";
import { useSaved } from "../core/queries";
import { useActions } from "../shell/keys";
import styles from "./Toasts.module.css";
import { type Toast, ToastContext, type Undoable, UndoableContext } from "../shell/toasts";

/** How long a bar stays when nobody points at it. */
const SHOWN_MS = 8000;

export type ToastsProps = { children: ReactNode };

/** One bar at a time: the last thing done is the one that can be undone. */
export function Toasts({ children }: ToastsProps) {
  const [toast, setToast] = useState<Toast | null>(null);
  const [held, setHeld] = useState(false);
  /** How many deeds will be told in a moment. */
  const [doing, setDoing] = useState(0);
  const undoable = useCallback<Undoable>((deed) => {
    setDoing((now) => now + 1);
    return deed.finally(() => setDoing((now) => now - 1));
  }, []);
  const close = useCallback(() => setToast(null), []);
  useSaved(useCallback((path) => setToast({ message: `Saved to ${path}` }), []));
  const undo = () => {
    toast?.undo?.();
    close();
  };
  useEffect(() => {
    if (toast === null || held) return;
    const timer = setTimeout(close, SHOWN_MS);
    return () => clearTimeout(timer);
  }, [toast, held, close]);
  useActions([
    { id: "undo", name: "Undo", keys: ["Mod+Z"], scope: "Everywhere", run: undo, enabled: toast?.undo !== undefined, waits: doing > 0 },
  ]);
  const action = toast?.undo && { name: "Undo", keys: "Mod+Z", run: undo };
  return (
    <ToastContext value={setToast}>
      <UndoableContext value={undoable}>{children}</UndoableContext>
      <div
        className={styles.region}
        role="status"
        aria-label="What was just done"
        onPointerEnter={() => setHeld(true)}
        onPointerLeave={() => setHeld(false)}
        onFocus={() => setHeld(true)}
        onBlur={() => setHeld(false)}
      >
        {toast && <ToastBar message={toast.message} action={action} onClose={close} />}
      </div>
    </ToastContext>
  );
}
