import { useIntents } from "../../../shell/intents";
import { useToast } from "../../../shell/toasts";
import { Button } from "../../../components/Button";
import { formatBytes, formatDuration, formatTime } from "../../../components/format";
import { Menu } from "../../../components/Menu";
import { StatusCode } from "../../../components/StatusCode";
import { Tile } from "../../../components/Tile";
import { VerdictMark } from "../../../components/VerdictMark";
import type { CaptureDetail } from "../../../core/generated/CaptureDetail";
import type { CopyFormat } from "../../../core/generated/CopyFormat";
import { useCall, useChange } from "../../../core/queries";
import styles from "./DetailHead.module.css";

export type DetailHeadProps = { detail: CaptureDetail };

/** What the capture is, and what can be done with it. */
export function DetailHead({ detail }: DetailHeadProps) {
  const { capture, verification } = detail;
  const { replay, editSource } = useIntents();
  const pin = useChange("captures.pin");
  const copyAs = useCopy(capture.id);
  return (
    <header className={styles.head}>
      <div className={styles.line}>
        <Tile provider={capture.provider} />
        <h2 className={styles.name} title={capture.event_type ?? capture.target}>
          {capture.event_type ?? `${capture.method} ${capture.target}`}
        </h2>
        <Button name="Replay" icon="replays" keys="r" onClick={() => replay([capture.id])} />
        <Button look="icon" name="Copy as cURL" icon="terminal" onClick={() => copyAs("curl")} />
        <Button
          look="icon"
          name={capture.pinned ? "Unpin" : "Pin"}
          icon="pin"
          aria-pressed={capture.pinned}
          onClick={() => pin.mutate({ ids: [capture.id], pinned: !capture.pinned })}
        />
        <Menu
          align="end"
          trigger={<Button look="icon" name="More" icon="dots" />}
          entries={[
            { name: "Replay with edits", icon: "edit", keys: "R", run: () => replay([capture.id], "edit") },
            { name: "Edit source", icon: "settings", keys: "e", disabled: detail.source_id === null, run: () => editSource(capture.source) },
            "separator",
            { name: "Copy as HTTP", icon: "copy", run: () => copyAs("http") },
            { name: "Copy as JSON", icon: "copy", run: () => copyAs("json") },
            { name: "Copy as cURL, with credentials", icon: "copy", run: () => copyAs("curl", true) },
          ]}
        />
      </div>
      <p className={styles.facts}>
        <VerdictMark verdict={verification.verdict} look="badge" />
        {verification.reason && <span className="data">{verification.reason}</span>}
        <span>{capture.source}</span>
        <span className="num">{formatBytes(capture.size)}</span>
        <time dateTime={capture.received_at}>{formatTime(capture.received_at)}</time>
        <span>
          Answered <StatusCode status={capture.response_status} /> in {formatDuration(capture.took_micros)}
        </span>
      </p>
    </header>
  );
}

function useCopy(id: string) {
  const call = useCall();
  const toast = useToast();
  return (format: CopyFormat, with_credentials = false) =>
    void call("captures.copy", { id, format, with_credentials }).then(
      async ({ text, redacted }) => {
        await navigator.clipboard.writeText(text);
        toast({ message: redacted.length === 0 ? "Copied" : `Copied without ${redacted.join(", ")}` });
      },
      (error: Error) => toast({ message: error.message }),
    );
}
