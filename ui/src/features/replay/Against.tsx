import { ChangeMark } from "../../components/ChangeMark";
import type { Change } from "./compare";

export type AgainstProps = { change: Change };

/** How an answer compares with the one before it. */
export function Against({ change }: AgainstProps) {
  if (change === "first") return <span className="muted">First answer</span>;
  if (change === "other") return <span className="muted">Other answer</span>;
  return <ChangeMark change={change} />;
}
