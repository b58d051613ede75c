import { useState } from "react";
import { Age } from "../../components/Age";
import { Button } from "../../components/Button";
import { Popover } from "../../components/Popover";
import { useNow } from "../../components/useNow";
import { VerdictMark } from "../../components/VerdictMark";
import { useCommand } from "../../core/queries";
import styles from "./CapturePicker.module.css";

/** How many of the newest captures are offered. */
const OFFERED = 30;

export type CapturePickerProps = { name: string; onChoose: (capture: string) => void };

/** One of the newest captures. */
export function CapturePicker({ name, onChoose }: CapturePickerProps) {
  const [open, setOpen] = useState(false);
  const choose = (capture: string) => {
    setOpen(false);
    onChoose(capture);
  };
  return (
    <Popover label="Newest captures" open={open} onOpenChange={setOpen} trigger={<Button name={name} icon="captures" iconAfter="down" small />} className={styles.popup ?? ""}>
      {open && <Newest onChoose={choose} />}
    </Popover>
  );
}

function Newest({ onChoose }: Pick<CapturePickerProps, "onChoose">) {
  const { data, error } = useCommand("captures.page", { filter: "", from: null, limit: OFFERED });
  const now = useNow();
  if (error) return <p className={styles.words}>Cannot read the captures: {error.message}</p>;
  if (data?.length === 0) return <p className={styles.words}>Nothing was captured yet.</p>;
  return (
    <ul className={styles.list} aria-label="Newest captures">
      {data?.map((capture) => (
        <li key={capture.id}>
          <button type="button" className={styles.capture} onClick={() => onChoose(capture.id)}>
            <VerdictMark verdict={capture.verdict} look="shape" />
            <span className="cut">{capture.event_type ?? `${capture.method} ${capture.target}`}</span>
            <span className="faint cut">{capture.source}</span>
            <span className="count">
              <Age at={capture.received_at} now={now} />
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}
