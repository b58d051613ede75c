// The keys of the results.
import type { Action } from "../../../shell/action";
import { useIntents } from "../../../shell/intents";
import { useActions } from "../../../shell/keys";
import type { ResultList } from "./useResultList";

/** Registers what can be done with the row under the cursor; `compared`: there is a run to compare with. */
export function useResultKeys(results: ResultList, { compared, count }: { compared: boolean; count: number }): void {
  const { replay } = useIntents();
  const { current, view } = results;
  const deed = (id: string, name: string, parts: Omit<Action, "id" | "name" | "scope">): Action => ({ id: `results.${id}`, name, scope: "Run", ...parts });
  useActions([
    ...moves(results, count),
    deed("open", "Open the attempt", { keys: ["Enter"], icon: "send", run: () => results.open("attempt"), enabled: current !== null }),
    deed("compare", "Compare the answers", { keys: ["d"], icon: "diff", run: () => results.open("answers"), enabled: compared && current?.then != null }),
    deed("replay", "Replay this one", { keys: ["r"], icon: "replays", run: () => current && replay([current.capture]), enabled: current?.source != null }),
    deed("close", "Close the attempt", { keys: ["Escape"], keyOnly: true, run: results.close, enabled: view !== null }),
  ]);
}

function moves({ list, moveBy, moveTo }: ResultList, count: number): Action[] {
  const page = () => list.current?.pageLength() ?? 1;
  const move = (id: string, name: string, keys: string[], run: () => void): Action => ({ id: `results.${id}`, name, keys, scope: "Run", keyOnly: true, run, enabled: count > 0 });
  return [
    move("next", "Next result", ["j", "ArrowDown"], () => moveBy(1)),
    move("previous", "Previous result", ["k", "ArrowUp"], () => moveBy(-1)),
    move("pageDown", "Page down", ["PageDown"], () => moveBy(page())),
    move("pageUp", "Page up", ["PageUp"], () => moveBy(-page())),
    move("top", "First result", ["Home"], () => moveTo(0)),
    move("end", "Last result", ["End"], () => moveTo(count - 1)),
  ];
}
