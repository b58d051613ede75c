import { Icon } from "../../components/Icon";
import styles from "./SourceDialog.module.css";

/** What is wrong with a part of a source, and what helps. */
export function Wrong({ message }: { message: string }) {
  return (
    <p className={styles.wrong} role="alert">
      <Icon name="rejected" size={14} />
      {message}
    </p>
  );
}
