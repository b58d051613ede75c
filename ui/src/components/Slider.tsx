import { Field } from "@base-ui/react/field";
import styles from "./Slider.module.css";

export type SliderProps = {
  /** The position, a whole number from 0 to `last`. */
  value: number;
  last: number;
  onChange: (value: number) => void;
  /** What the position means, read aloud. */
  words: string;
  /** Marks below the track, from its begin to its end. */
  marks?: string[];
};

/** One of a row of values. Inside a `Field` it takes the label from there. */
export function Slider({ value, last, onChange, words, marks = [] }: SliderProps) {
  return (
    <div className={styles.slider}>
      <Field.Control
        render={<input type="range" min={0} max={last} step={1} />}
        className={styles.track}
        aria-valuetext={words}
        value={String(value)}
        onValueChange={(next) => onChange(Number(next))}
      />
      {marks.length > 0 && (
        <div className={styles.marks} aria-hidden>
          {marks.map((mark) => (
            <span key={mark}>{mark}</span>
          ))}
        </div>
      )}
    </div>
  );
}
