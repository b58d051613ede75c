import { classes } from "../../../components/classes";
import { LoadingRows } from "../../../components/LoadingRows";
import table from "../../../components/Table.module.css";
import { DeliveryHead } from "./DeliveryHead";
import styles from "./DeliveryList.module.css";

/** Grey bars where the deliveries will be. */
export function LoadingDeliveries() {
  return (
    <>
      <div className={classes(table.row, table.head, styles.list)} aria-hidden>
        <DeliveryHead />
      </div>
      <LoadingRows rows={14} columns={4} className={styles.list} />
    </>
  );
}
