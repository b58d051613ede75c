// The keys of the results.
import type { Action } from "../../../shell/action";
import { useIntents } from "../../../shell/intents";
import { useActions } from "../../../shell/keys";
import { listMoves } from "../../../shell/listMoves";
import type { ResultList } from "./useResultList";

/** Registers what can be done with the row under the cursor; `compared`: there is a run to compare with. */
export function useResultKeys(results: ResultList, { compared, count }: { compared: boolean; count: number }): void {
  const { replay } = useIntents();
  const { list, rows, current, view, moveBy, moveTo } = results;
  const waits = count > 0 && current === null && rows.failure === null;
  const deed = (id: string, name: string, parts: Omit<Action, "id" | "name" | "scope">): Action => ({ id: `results.${id}`, name, scope: "Run", ...parts });
  useActions([
    ...listMoves({
      scope: "Run",
      id: "results",
      row: "result",
      moveBy,
      pageLength: () => list.current?.pageLength() ?? 1,
      toFirst: () => moveTo(0),
      toLast: () => moveTo(count - 1),
      enabled: count > 0,
    }),
    deed("open", "Open the attempt", { keys: ["Enter"], icon: "send", run: () => results.open("attempt"), enabled: current !== null, waits }),
    deed("compare", "Compare the answers", { keys: ["d"], icon: "diff", run: () => results.open("answers"), enabled: compared && current?.then != null, waits: compared && waits }),
    deed("replay", "Replay this one", { keys: ["r"], icon: "replays", run: () => current && replay([current.capture]), enabled: current?.source != null, waits }),
    deed("close", "Close the attempt", { keys: ["Escape"], keyOnly: true, run: results.close, enabled: view !== null }),
  ]);
}
