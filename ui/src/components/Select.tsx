import { Select as BaseSelect } from "@base-ui/react/select";
import { classes } from "./classes";
import { Icon } from "./Icon";
import popup from "./Popup.module.css";
import styles from "./Select.module.css";

export type Choice<V extends string> = { value: V; name: string; hint?: string };

export type SelectProps<V extends string> = {
  choices: Choice<V>[];
  value: V;
  onChange: (value: V) => void;
  /** Needed when there is no `Field` around it. */
  label?: string;
  disabled?: boolean;
};

/** One of a list of choices, for lists too long for `Segmented`. */
export function Select<V extends string>({ choices, value, onChange, label, disabled = false }: SelectProps<V>) {
  const names = Object.fromEntries(choices.map((choice) => [choice.value, choice.name]));
  return (
    <BaseSelect.Root items={names} value={value} onValueChange={(next) => next !== null && onChange(next as V)} disabled={disabled}>
      <BaseSelect.Trigger className={styles.trigger} aria-label={label}>
        <BaseSelect.Value className={styles.value} />
        <Icon name="down" size={14} />
      </BaseSelect.Trigger>
      <BaseSelect.Portal>
        <BaseSelect.Positioner className={popup.positioner} sideOffset={4} alignItemWithTrigger={false}>
          <BaseSelect.Popup className={classes(popup.popup, styles.popup)} data-popup="">
            {choices.map((choice) => (
              <BaseSelect.Item key={choice.value} value={choice.value} className={popup.option}>
                <BaseSelect.ItemText className="grow cut">{choice.name}</BaseSelect.ItemText>
                {choice.hint && <span className="faint">{choice.hint}</span>}
                <BaseSelect.ItemIndicator className={styles.tick}>
                  <Icon name="check" size={14} />
                </BaseSelect.ItemIndicator>
              </BaseSelect.Item>
            ))}
          </BaseSelect.Popup>
        </BaseSelect.Positioner>
      </BaseSelect.Portal>
    </BaseSelect.Root>
  );
}
