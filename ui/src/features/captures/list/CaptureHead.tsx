import { classes } from "../../../components/classes";
import styles from "./CaptureList.module.css";

/** Heads of the columns; which of them show is decided by the pane's width. */
export function CaptureHead() {
  return (
    <>
      <span role="columnheader">Verdict</span>
      <span role="columnheader" className={styles.request}>
        Request
      </span>
      <span role="columnheader">Event</span>
      <span role="columnheader" className={classes(styles.size, "num")}>
        Size
      </span>
      <span role="columnheader" className="num">
        Age
      </span>
      <span role="columnheader" className="num">
        Answer
      </span>
      <span role="columnheader" className={classes(styles.took, "num")}>
        Took
      </span>
    </>
  );
}
