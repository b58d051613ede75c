import { Field } from "../../../components/Field";
import { Slider } from "../../../components/Slider";
import { TextField } from "../../../components/TextField";
import { formatSpeed } from "../spans";
import styles from "./SpeedField.module.css";
import { speedAt, speeds, stopOf } from "./speeds";

export type SpeedFieldProps = {
  value: string;
  onChange: (speed: string) => void;
  error: string | undefined;
};

/** Turns the clock that a schedule's waits go by. */
export function SpeedField({ value, onChange, error }: SpeedFieldProps) {
  const speed = Number(value) || 1;
  return (
    <div className={styles.speed}>
      <Field label="The clock" aside="×1 to ×100,000" hint={speed === 1 ? "Real time. Turn it to try a schedule of days in seconds." : "Only waits are faster. What is signed and recorded is real time."}>
        <Slider
          value={stopOf(speed)}
          last={speeds.length - 1}
          onChange={(stop) => onChange(String(speedAt(stop)))}
          words={speed === 1 ? "Real time" : `${formatSpeed(speed)} as fast as real time`}
        />
      </Field>
      <Field label="Times as fast" error={error}>
        <TextField mono inputMode="numeric" value={value} onChange={onChange} after={<span className="faint">×</span>} />
      </Field>
    </div>
  );
}
