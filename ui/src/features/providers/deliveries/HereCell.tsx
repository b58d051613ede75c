import { Link } from "@tanstack/react-router";
import type { MouseEvent } from "react";
import { classes } from "../../../components/classes";
import { Icon } from "../../../components/Icon";
import type { RedeliveryArrival } from "../../../core/generated/RedeliveryArrival";
import { capturesSearch } from "../../../shell/search";
import styles from "./DeliveriesTable.module.css";

export type HereCellProps = {
  arrival: RedeliveryArrival | undefined;
  /** The capture that it was imported as. */
  imported: string | undefined;
};

/** That a redelivery of it arrived here, or that it was imported, with a link to the capture. */
export function HereCell({ arrival, imported }: HereCellProps) {
  const rejected = arrival?.row?.verdict === "rejected";
  return (
    <span role="gridcell" className={styles.here}>
      {arrival && (
        <Link to="/" search={capturesSearch({ capture: arrival.capture })} className={classes(styles.arrived, rejected && styles.rejected)} title={`Arrived as ${arrival.capture}`} tabIndex={-1} onClick={leave}>
          <Icon name="link" size={12} />
          {rejected ? "Rejected" : "Arrived"}
        </Link>
      )}
      {!arrival && imported && (
        <Link to="/" search={capturesSearch({ capture: imported })} className={styles.imported} title={`Imported as ${imported}`} tabIndex={-1} onClick={leave}>
          <Icon name="download" size={12} />
          Imported
        </Link>
      )}
    </span>
  );
}

/** The row would be opened instead of the capture. */
function leave(event: MouseEvent): void {
  event.stopPropagation();
}
