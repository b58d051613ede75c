import { useIntents } from "../../../shell/intents";
import { Button } from "../../../components/Button";
import { classes } from "../../../components/classes";
import { formatBytes, formatDateTime, formatDuration, formatTime } from "../../../components/format";
import { Menu, type MenuEntry } from "../../../components/Menu";
import { StatusCode } from "../../../components/StatusCode";
import { Tile } from "../../../components/Tile";
import { VerdictMark } from "../../../components/VerdictMark";
import type { CaptureDetail } from "../../../core/generated/CaptureDetail";
import styles from "./DetailHead.module.css";
import { type CaptureDeeds, useCaptureDeeds } from "./useCaptureDeeds";

export type DetailHeadProps = { detail: CaptureDetail };

/** What the capture is, and what can be done with it. */
export function DetailHead({ detail }: DetailHeadProps) {
  const { capture } = detail;
  const { replay } = useIntents();
  const deeds = useCaptureDeeds(capture.id);
  const name = capture.event_type ?? `${capture.method} ${capture.target}`;
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Tile provider={capture.provider} />
        <h2 className={styles.name} title={name}>
          {name}
        </h2>
        <Button name="Replay" icon="replays" keys="r" onClick={() => replay([capture.id])} />
        <Button look="icon" name="Copy as cURL" icon="terminal" keys="c" onClick={() => deeds.copyAs("curl")} />
        <Button
          look="icon"
          name={capture.pinned ? "Unpin" : "Pin"}
          icon="pin"
          keys="p"
          aria-pressed={capture.pinned}
          onClick={() => deeds.pin(!capture.pinned)}
        />
        <More detail={detail} deeds={deeds} />
      </div>
      <HeadFacts detail={detail} />
    </header>
  );
}

function More({ detail, deeds }: { detail: CaptureDetail; deeds: CaptureDeeds }) {
  const { replay, deliver, editSource } = useIntents();
  const { id, source } = detail.capture;
  const entries: MenuEntry[] = [
    { name: "Replay with edits", icon: "edit", keys: "R", run: () => replay([id], "edit") },
    { name: "Deliver to endpoints…", icon: "deliveries", keys: "D", run: () => deliver([id]) },
    { name: "Edit source", icon: "settings", keys: "e", disabled: detail.source_id === null, run: () => editSource(source) },
    "separator",
    { name: "Copy as HTTP", icon: "copy", run: () => deeds.copyAs("http") },
    { name: "Copy as JSON", icon: "copy", run: () => deeds.copyAs("json") },
    { name: "Copy as cURL, with credentials", icon: "copy", run: () => deeds.copyAs("curl", "kept") },
    "separator",
    { name: "Delete", icon: "x", keys: "Delete", danger: true, run: deeds.remove },
  ];
  return <Menu align="end" trigger={<Button look="icon" name="More" icon="dots" />} entries={entries} />;
}

function HeadFacts({ detail: { capture, verification } }: DetailHeadProps) {
  const { reason } = verification;
  return (
    <p className={classes(styles.facts, reason !== null && styles.reasoned)}>
      <VerdictMark verdict={verification.verdict} look="badge" />
      {reason && (
        <span className={classes(styles.reason, "data")} title={reason}>
          {reason}
        </span>
      )}
      <span className={styles.fact}>{capture.source}</span>
      <span className={classes(styles.fact, "num")}>{formatBytes(capture.size)}</span>
      <time className={classes(styles.fact, "num")} dateTime={capture.received_at} title={formatDateTime(capture.received_at)}>
        {formatTime(capture.received_at)}
      </time>
      <span className={classes(styles.fact, styles.answer)}>
        <span className={styles.answered}>Answered </span>
        <StatusCode status={capture.response_status} /> in {formatDuration(capture.took_micros)}
      </span>
    </p>
  );
}
