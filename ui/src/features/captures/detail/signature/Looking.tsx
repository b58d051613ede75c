import { Frame } from "../../../../components/Frame";
import { useLoading } from "../../../../components/loading";
import styles from "./Looking.module.css";

/** What is tried while one waits; nothing for the first moment, which is mostly enough. */
export function Looking() {
  useLoading();
  return (
    <div className={styles.looking} role="status">
      <Frame head={<h3 className="strong">Looking for the reason</h3>}>
        <div className={styles.words}>
          <p>Trying what goes wrong most often, one change at a time and then two together:</p>
          <ul className={styles.tried}>
            <li>the secret with quotes, spaces or another encoding</li>
            <li>the body before something wrote it anew</li>
            <li>other signed bytes, times and digests</li>
            <li>the URL as the sender may know it</li>
          </ul>
        </div>
      </Frame>
    </div>
  );
}
