import { Button } from "./Button";
import styles from "./ToastBar.module.css";

export type ToastBarProps = {
  message: string;
  /** What can be done about it: `Undo`. */
  action?: { name: string; keys?: string; run: () => void } | undefined;
  onClose: () => void;
};

/** A bar at the foot of the page that says what was done, and undoes it. */
export function ToastBar({ message, action, onClose }: ToastBarProps) {
  return (
    <div className={styles.toast}>
      <span className={styles.message}>{message}</span>
      {action && <Button name={action.name} look="plain" keys={action.keys} onClick={action.run} className={styles.action} />}
      <Button name="Dismiss" look="icon" icon="x" small onClick={onClose} />
    </div>
  );
}
