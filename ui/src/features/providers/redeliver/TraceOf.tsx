import { Link } from "@tanstack/react-router";
import { useNow } from "../../../components/useNow";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { useCommand } from "../../../core/queries";
import { capturesSearch } from "../../../shell/search";
import page from "../ProvidersPage.module.css";
import { knownOfRow } from "./knownOfRow";
import { Trace } from "./Trace";
import { stepsOf } from "./trace";

export type TraceOfProps = {
  /** What stands above it: `Just now`. */
  title: string;
  row: RedeliveryRow;
};

/** How far a kept redelivery came, with a link to what arrived. */
export function TraceOf({ title, row }: TraceOfProps) {
  const now = useNow();
  const { data } = useCommand("attempts.detail", { id: row.attempt ?? "" }, { enabled: row.attempt !== null });
  const { arrival } = row;
  return (
    <div>
      <div className={page.line}>
        <h3 className={`${page.heading} grow cut`} title={row.asked}>
          {title}
        </h3>
        {arrival && (
          <Link to="/" search={capturesSearch({ capture: arrival.capture })} className="link">
            Open the capture
          </Link>
        )}
      </div>
      <Trace label={`Redelivery of ${row.asked}`} steps={stepsOf(knownOfRow(row, data?.attempt ?? null), now)} />
      {arrival?.matched_by === "url" && <p className="faint">Recognized by its URL and time: it may be another one.</p>}
    </div>
  );
}
