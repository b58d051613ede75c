import { useCommand } from "../../../core/queries";
import { Outcome } from "./Outcome";

export type JustAskedProps = { redelivery: string };

/** What came of the redelivery that was just asked for; it goes on while it is looked at. */
export function JustAsked({ redelivery }: JustAskedProps) {
  const { data } = useCommand("redeliveries.detail", { id: redelivery });
  return data === undefined ? null : <Outcome title="Just now" row={data} />;
}
