import { createContext, useContext } from "react";

/** Something that was done, and how to undo it. */
export type Toast = {
  message: string;
  /** Ctrl+Z does it while the bar is there. */
  undo?: () => void;
};

/** Shows a bar at the foot of the page. */
export type ShowToast = (toast: Toast) => void;

/** Has Ctrl+Z wait for something that is being done and will be told: it is what one wants to undo. */
export type Undoable = <T>(deed: Promise<T>) => Promise<T>;

export const ToastContext = createContext<ShowToast>(() => undefined);

export const UndoableContext = createContext<Undoable>((deed) => deed);

/** How to tell that something was done. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}

/** How to say that something is being done which can be undone. */
export function useUndoable(): Undoable {
  return useContext(UndoableContext);
}
