import { Field } from "@base-ui/react/field";
import styles from "./Slider.module.css";

export type SliderProps = {
  /** The position, a whole number from 0 to `last`. */
  value: number;
  last: number;
  onChange: (value: number) => void;
  /** What the position means, read aloud. */
  words: string;
};

/** One of a row of values. Inside a `Field` it takes the label from there. */
export function Slider({ value, last, onChange, words }: SliderProps) {
  return (
    <div className={styles.slider}>
      <Field.Control
        render={<input type="range" min={0} max={last} step={1} />}
        className={styles.track}
        aria-valuetext={words}
        value={String(value)}
        onValueChange={(next) => onChange(Number(next))}
      />
    </div>
  );
}
