import { Button } from "../components/Button";
import { classes } from "../components/classes";
import { nothing } from "../core/client";
import type { ReceiverState } from "../core/generated/ReceiverState";
import { useChange, useCommand } from "../core/queries";
import { useActions } from "../shell/keys";
import styles from "./Sidebar.module.css";

const words: Record<ReceiverState, string> = {
  listening: "Listening",
  paused: "Paused",
  elsewhere: "Listening elsewhere",
  port_taken: "Port taken",
  failed: "Not listening",
};

/** Whether and where we listen, and how to stop. */
export function ReceiverBox() {
  const status = useCommand("receiver.status", nothing);
  const pause = useChange("receiver.pause");
  const resume = useChange("receiver.resume");
  const { state, url, public: beyond } = status.data ?? { state: null, url: null, public: false };
  const listens = state === "listening" || state === "elsewhere";
  const toggle = () => (listens ? pause : resume).mutate(nothing);
  const name = listens ? "Pause the receiver" : "Let the receiver listen";
  const changeable = state === "listening" || state === "paused";
  useActions([{ id: "receiver.toggle", name, keys: [], scope: "Everywhere", icon: listens ? "pause" : "play", run: toggle, enabled: changeable }]);
  const word = state === null ? "" : words[state] + (beyond && listens ? " beyond this machine" : "");
  const failed = state === "port_taken" || state === "failed";
  return (
    <footer className={styles.receiver} title={[word, url].filter(Boolean).join(", ")}>
      <span className={classes(styles.live, !listens && styles.idle, failed && styles.stopped)} />
      <div className={classes(styles.words, failed && styles.bad)} role="status">
        {word}
        {url && <span className={classes(styles.address, "data")}>{url.replace(/^https?:\/\//, "")}</span>}
      </div>
      {changeable && <Button name={name} look="icon" icon={listens ? "pause" : "play"} small onClick={toggle} className={styles.toggle} />}
    </footer>
  );
}
