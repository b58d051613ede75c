// Tells the window that a part of it is still being read.
import { createContext, useContext, useEffect } from "react";

/** Begins to read; the function that it returns ends it. */
export type BeginReading = () => () => void;

/** Who wants to know in this window. */
export const LoadingContext = createContext<BeginReading>(() => () => undefined);

/** Says so for as long as the component is there. */
export function useLoading(): void {
  const begin = useContext(LoadingContext);
  useEffect(() => begin(), [begin]);
}
