// Waiting until a provider may be asked again: visibly, and as long as nobody stops it.
import { useEffect, useRef, useState } from "react";

/** A wait for the next question. */
export type Allowed = {
  /** From when on it may be asked, in milliseconds; `null` where nothing is in the way. */
  from: number | null;
  /** It is asked as soon as it may be. */
  waiting: boolean;
  wait: () => void;
  stop: () => void;
};

/** Sends by itself once `from` has come, if one chose to wait for it. */
export function useAllowed(from: number | null, send: () => void): Allowed {
  const [waitedFor, setWaitedFor] = useState<number | null>(null);
  const newest = useRef(send);
  const waiting = from !== null && waitedFor === from;
  useEffect(() => {
    newest.current = send;
  });
  useEffect(() => {
    if (!waiting) return;
    const timer = setTimeout(
      () => {
        setWaitedFor(null);
        newest.current();
      },
      Math.max(0, from - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [waiting, from]);
  return { from, waiting, wait: () => setWaitedFor(from), stop: () => setWaitedFor(null) };
}
