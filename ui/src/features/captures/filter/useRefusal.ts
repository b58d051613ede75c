// Why a filter was refused, told apart from captures that cannot be read at all.
import { useCommand } from "../../../core/queries";

/** What the core says against a filter; `null` while it says nothing. */
export function useRefusal(filter: string): string | null {
  const refusal = useCommand("captures.outline", { filter }).error;
  const asks = refusal !== null && filter !== "";
  // When captures are readable without the filter, it is the filter that was refused.
  const readable = useCommand("captures.page", { filter: "", from: null, limit: 1 }, { enabled: asks }).isSuccess;
  return asks && readable ? refusal.message : null;
}
