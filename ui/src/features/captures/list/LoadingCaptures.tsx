import { classes } from "../../../components/classes";
import { LoadingRows } from "../../../components/LoadingRows";
import table from "../../../components/Table.module.css";
import { CaptureHead } from "./CaptureHead";
import styles from "./CaptureList.module.css";

/** Grey bars where the captures will be. */
export function LoadingCaptures() {
  return (
    <>
      <div className={classes(table.row, table.head, styles.list)} aria-hidden>
        <CaptureHead />
      </div>
      <LoadingRows rows={14} columns={7} className={styles.list} />
    </>
  );
}
