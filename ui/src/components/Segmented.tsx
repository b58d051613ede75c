import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import { formatCount } from "./format";
import styles from "./Segmented.module.css";

export type Segment<V extends string> = { value: V; name: string; count?: number; disabled?: boolean };

export type SegmentedProps<V extends string> = {
  label: string;
  segments: Segment<V>[];
  value: V;
  onChange: (value: V) => void;
};

/** A few views of one thing, one of them chosen. */
export function Segmented<V extends string>({ label, segments, value, onChange }: SegmentedProps<V>) {
  const choose = (values: V[]) => {
    const [next] = values;
    if (next !== undefined) onChange(next);
  };
  return (
    <ToggleGroup className={styles.segmented} aria-label={label} value={[value]} onValueChange={choose}>
      {segments.map((segment) => (
        <Toggle key={segment.value} value={segment.value} disabled={segment.disabled ?? false} className={styles.segment}>
          {segment.name}
          {segment.count !== undefined && <span className={styles.count}>{formatCount(segment.count)}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
