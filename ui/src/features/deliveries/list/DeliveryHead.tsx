import { classes } from "../../../components/classes";
import styles from "./DeliveryList.module.css";

/** Heads of the columns; which of them show is decided by the pane's width. */
export function DeliveryHead() {
  return (
    <>
      <span role="columnheader">
        <span className={styles.stateHead}>State</span>
      </span>
      <span role="columnheader">Event</span>
      <span role="columnheader" className={styles.message}>
        Message id
      </span>
      <span role="columnheader" className={styles.endpoint}>
        Endpoint
      </span>
      <span role="columnheader" className={classes(styles.attempts, "num")}>
        Attempts
      </span>
      <span role="columnheader" className="num">
        Next
      </span>
      <span role="columnheader" className={classes(styles.answer, "num")}>
        Answer
      </span>
      <span role="columnheader" className={classes(styles.age, "num")}>
        Age
      </span>
    </>
  );
}
