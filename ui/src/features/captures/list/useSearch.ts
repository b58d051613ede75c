// A search through the bytes of captures: slice after slice, until all were looked through or it is stopped.
import { useEffect, useState } from "react";
import { asCallFailed, type CallFailed } from "../../../core/transport";
import type { Capture } from "../../../core/generated/Capture";
import { useCall } from "../../../core/queries";
import { type Progress, start, taken } from "./searchProgress";

/** Rows that one slice may bring. */
const SLICE_ROWS = 200;

/** A search and how far it is. */
export type Search = Progress & {
  running: boolean;
  /** The newest capture when it began: what is newer came since. */
  since: string | null;
  failure: CallFailed | null;
  cancel: () => void;
  /** Starts anew, or goes on where it failed or was stopped. */
  again: (how: "anew" | "on") => void;
  /** Changes found rows in place, after something was done with them. */
  patch: (change: (rows: Capture[]) => Capture[]) => void;
};

type State = { progress: Progress; running: boolean; since: string | null; failure: CallFailed | null; round: number };

/** Searches as soon as it is `enabled`. */
export function useSearch(filter: string, enabled: boolean): Search {
  const call = useCall();
  const [state, setState] = useState<State>(() => fresh(0));
  const { round, running, progress, failure } = state;
  const before = progress.next;
  useEffect(() => {
    if (!enabled || !running) return;
    let dropped = false;
    const began = performance.now();
    const put = (change: (now: State) => State) => !dropped && setState((now) => (now.round === round ? change(now) : now));
    call("captures.search", { filter, before, limit: SLICE_ROWS }).then(
      (slice) => put((now) => ({ ...now, progress: taken(now.progress, slice, performance.now() - began), running: slice.next !== null })),
      (thrown: unknown) => put((now) => ({ ...now, running: false, failure: asCallFailed(thrown) })),
    );
    return () => {
      dropped = true;
    };
    // A slice is asked for when the one before it came; `call` is new with every render.
  }, [filter, enabled, round, running, before]);
  useEffect(() => {
    if (!enabled) return;
    let dropped = false;
    const put = ([newest]: Capture[]) => !dropped && setState((now) => ({ ...now, since: newest?.id ?? null }));
    // Without it nothing is told to be new, which a later search mends.
    call("captures.page", { filter: "", from: null, limit: 1 }).then(put, () => undefined);
    return () => {
      dropped = true;
    };
  }, [enabled, round]);
  return {
    ...progress,
    running: enabled && running,
    since: state.since,
    failure,
    cancel: () => setState((now) => ({ ...now, running: false })),
    again: (how) => setState((now) => (how === "on" ? { ...now, running: true, failure: null } : fresh(now.round + 1))),
    patch: (change) => setState((now) => ({ ...now, progress: { ...now.progress, rows: change(now.progress.rows) } })),
  };
}

function fresh(round: number): State {
  return { progress: start, running: true, since: null, failure: null, round };
}
