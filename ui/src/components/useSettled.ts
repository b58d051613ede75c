import { useEffect, useState } from "react";

/** A value once it has not changed for a while, so that typing does not ask at every key. */
export function useSettled<T extends string>(value: T, afterMs: number): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), afterMs);
    return () => clearTimeout(timer);
  }, [value, afterMs]);
  return settled;
}
