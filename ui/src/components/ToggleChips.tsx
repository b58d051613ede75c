import { Toggle } from "@base-ui/react/toggle";
import { ToggleGroup } from "@base-ui/react/toggle-group";
import styles from "./ToggleChips.module.css";

export type ToggleChip<V extends string> = { value: V; name: string };

export type ToggleChipsProps<V extends string> = {
  label: string;
  chips: ToggleChip<V>[];
  value: V[];
  onChange: (value: V[]) => void;
};

/** A few conditions, any number of them on. */
export function ToggleChips<V extends string>({ label, chips, value, onChange }: ToggleChipsProps<V>) {
  return (
    <ToggleGroup className={styles.chips} aria-label={label} multiple value={value} onValueChange={(next: V[]) => onChange(next)}>
      {chips.map((chip) => (
        <Toggle key={chip.value} value={chip.value} className={styles.chip}>
          {chip.name}
        </Toggle>
      ))}
    </ToggleGroup>
  );
}
