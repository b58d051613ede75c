import { createContext, useContext } from "react";

/** Something that was done, and how to undo it. */
export type Toast = {
  message: string;
  /** Ctrl+Z does it while the bar is there. */
  undo?: () => void;
};

/** Shows a bar at the foot of the page. */
export type ShowToast = (toast: Toast) => void;

export const ToastContext = createContext<ShowToast>(() => undefined);

/** How to tell that something was done. */
export function useToast(): ShowToast {
  return useContext(ToastContext);
}
