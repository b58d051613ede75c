import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { useCommand } from "../../../core/queries";
import styles from "./RedeliverPane.module.css";
import { TraceOf } from "./TraceOf";

/** As many as fit below what is asked. */
const SHOWN = 3;

export type EarlierProps = {
  profile: string;
  /** The redelivery that stands above, if one was just asked for. */
  except: string | undefined;
};

/** What was redelivered through this profile before, the last one first. */
export function Earlier({ profile, except }: EarlierProps) {
  const { data } = useCommand("redeliveries.list", { profile, limit: SHOWN + 1 });
  const rows = (data ?? []).filter(({ id }) => id !== except).slice(0, SHOWN);
  if (rows.length === 0) return null;
  return (
    <section className={styles.section} aria-label="Redelivered before">
      {rows.map((row, index) => (
        <TraceOf key={row.id} title={titleOf(row, index)} row={row} />
      ))}
    </section>
  );
}

function titleOf({ asked, arrival }: RedeliveryRow, index: number): string {
  return `${index === 0 ? "The one before" : "Before that"}: ${arrival?.row?.event_type ?? asked}`;
}
