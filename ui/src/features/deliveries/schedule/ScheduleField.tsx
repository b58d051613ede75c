import { useState } from "react";
import { Field } from "../../../components/Field";
import { LoadingRows } from "../../../components/LoadingRows";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import { useSettled } from "../../../components/useSettled";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { SchedulePreview } from "./SchedulePreview";
import { scheduleSize, scheduleTitle } from "./scheduleWords";
import styles from "./SchedulePreview.module.css";

/** How long typing rests before a schedule is read. */
const SETTLED_MS = 250;
const OWN = "own";

export type ScheduleFieldProps = {
  /** A published name, or one's own as text. */
  value: string;
  onChange: (schedule: string) => void;
  speed: number;
  /** Its rules besides the waits are shown, too. */
  facts?: boolean;
  /** What the core found wrong with it. */
  problem?: string | undefined;
};

/** When a failed delivery is tried again: as a provider does it, or as one writes it, with its timeline. */
export function ScheduleField({ value, onChange, speed, facts = true, problem: refused }: ScheduleFieldProps) {
  const published = useCommand("schedules.list", nothing);
  const settled = useSettled(value, SETTLED_MS);
  const isPublished = published.data?.some(({ name }) => name === value) ?? false;
  const [writes, setWrites] = useState(false);
  const own = writes || (published.isSuccess && !isPublished);
  const read = useCommand("schedules.read", { text: settled }, { enabled: own && settled.trim() !== "", keepPrevious: true });
  const view = own ? read.data : published.data?.find(({ name }) => name === value);
  const choose = (next: string) => {
    setWrites(next === OWN);
    onChange(next === OWN ? "5s, 1m, 10m, 1h" : next);
  };
  if (published.error) return <Field label="Schedule" error={published.error.message}><TextField mono value={value} onChange={onChange} /></Field>;
  if (!published.data) return <LoadingRows rows={2} columns={1} />;
  const choices = [
    ...published.data.map((each) => ({ value: each.name, name: scheduleTitle(each), hint: scheduleSize(each) })),
    { value: OWN, name: "My own…", hint: "a list of waits, or one that grows" },
  ];
  const problem = own && value === settled ? (value.trim() === "" ? "Write waits like 5s, 1m, 10m." : read.error?.message) : refused;
  return (
    <div className={styles.field}>
      <Field label="Tried again" hint={own ? undefined : "After a failure, as this provider publishes it."}>
        <Select choices={choices} value={own ? OWN : value} onChange={choose} />
      </Field>
      {own && (
        <Field label="Waits" aside="5s, 1m, 10m   or   2s x2 up to 1h, 8 times" error={problem}>
          <TextField mono value={value} onChange={onChange} />
        </Field>
      )}
      {view && !problem && <SchedulePreview view={view} speed={speed} facts={facts} />}
    </div>
  );
}
