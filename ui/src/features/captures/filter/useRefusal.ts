// Why a filter cannot be read, for as long as it stays as it is.
import { useState } from "react";
import { useCommand } from "../../../core/queries";

/**
 * What Rust says is wrong with a filter, `null` when nothing is.
 *
 * Every change of the captures asks again; until the answer is here, what was
 * said last about the same filter holds.
 */
export function useRefusal(filter: string): string | null {
  const [held, setHeld] = useState<{ filter: string; problem: string | null }>({ filter, problem: null });
  const { error, isPending } = useCommand("captures.outline", { filter });
  const heard = error?.code === "filter" ? error.message : null;
  const problem = isPending && held.filter === filter ? held.problem : heard;
  if (held.filter !== filter || held.problem !== problem) setHeld({ filter, problem });
  return problem;
}
