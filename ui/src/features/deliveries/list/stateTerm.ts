// The tabs of the list: one state each, as a term of the filter, so that there is one truth. Pure.
import { joinTerms, splitTerms } from "../../../components/filterTerms";
import type { DeliveryState } from "../../../core/generated/DeliveryState";

/** A tab; `all` has no term, and `other` is a filter that no tab has. */
export type StateTab = "all" | "pending" | "retrying" | "failed" | "succeeded" | "other";

/** The states that have a tab, in their order. */
export const tabStates = ["pending", "retrying", "failed", "succeeded"] as const satisfies DeliveryState[];

/** Which tab a filter stands for. */
export function tabOf(filter: string): StateTab {
  const states = splitTerms(filter).filter(({ key }) => key === "state");
  const [only, another] = states;
  if (only === undefined) return "all";
  const known = tabStates.find((state) => only.text === `state:${state}`);
  return another === undefined && known !== undefined ? known : "other";
}

/** The filter with this tab's state instead of its own. */
export function withTab(filter: string, tab: StateTab): string {
  const rest = splitTerms(filter).filter(({ key }) => key !== "state");
  return joinTerms(tab === "all" || tab === "other" ? rest : [{ text: `state:${tab}` }, ...rest]);
}
