import { Button } from "./Button";
import { Icon } from "./Icon";
import styles from "./State.module.css";

export type FailedStateProps = {
  /** What did not work: `Cannot read the captures`. */
  title: string;
  /** What happened, that nothing is lost, what helps. */
  message: string;
  onRetry?: (() => void) | undefined;
};

/** Says what did not work, in the place of what it failed to show and nowhere else. */
export function FailedState({ title, message, onRetry }: FailedStateProps) {
  return (
    <div className={styles.state} role="alert">
      <p className={styles.failed}>
        <Icon name="warn" />
        {title}
      </p>
      <p className={styles.words}>{message}</p>
      {onRetry && <Button name="Try again" onClick={onRetry} />}
    </div>
  );
}
