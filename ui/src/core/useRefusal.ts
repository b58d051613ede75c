// Why a filter cannot be read, for as long as it stays as it is.
import { useState } from "react";
import { useCommand } from "./queries";

/** The commands that read a filter, each its own language. */
export type FilteredCommand = "captures.outline" | "deliveries.outline";

/**
 * What Rust says is wrong with a filter, `null` when nothing is.
 *
 * Every change of what is listed asks again; until the answer is here, what was
 * said last about the same filter holds.
 */
export function useRefusal(command: FilteredCommand, filter: string): string | null {
  const [held, setHeld] = useState<{ filter: string; problem: string | null }>({ filter, problem: null });
  const { error, isPending } = useCommand(command, { filter });
  const heard = error?.code === "filter" ? error.message : null;
  const problem = isPending && held.filter === filter ? held.problem : heard;
  if (held.filter !== filter || held.problem !== problem) setHeld({ filter, problem });
  return problem;
}
