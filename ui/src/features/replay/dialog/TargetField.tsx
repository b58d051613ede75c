import { Autocomplete } from "@base-ui/react/autocomplete";
import { type KeyboardEvent, useRef, useState } from "react";
import { classes } from "../../../components/classes";
import field from "../../../components/Field.module.css";
import popup from "../../../components/Popup.module.css";
import styles from "./TargetField.module.css";

export type TargetFieldProps = {
  value: string;
  onChange: (value: string) => void;
  /** Offered below the field, the last one first. */
  recent: string[];
  /** Enter, while none of the offered is marked. */
  onEnter?: () => void;
  /** Needed when there is no `Field` around it. */
  label?: string;
};

/** A URL to type, or one of those that were sent to lately. */
export function TargetField({ value, onChange, recent, onEnter, label }: TargetFieldProps) {
  const [open, setOpen] = useState(false);
  const marked = useRef(false);
  // Once it is one of them, the others are what one may want instead.
  const matching = recent.includes(value) ? recent : recent.filter((target) => target.includes(value));
  const offered = matching.filter((target) => target !== value);
  // An open popup hides all else from screen readers, even when there is nothing in it;
  // and one that waits for something to offer would open long after it was asked for.
  const shown = open && offered.length > 0;
  // Ctrl+Enter sends what stands there, and so does Enter when nothing is left to choose.
  const closeOnSend = ({ key, ctrlKey, metaKey }: KeyboardEvent) => {
    if (key !== "Enter") return;
    if (ctrlKey || metaKey) setOpen(false);
    else if (!shown || !marked.current) {
      setOpen(false);
      onEnter?.();
    }
  };
  return (
    <Autocomplete.Root
      items={offered}
      value={value}
      onValueChange={onChange}
      mode="none"
      openOnInputClick
      open={shown}
      onOpenChange={(next) => setOpen(next && offered.length > 0)}
      onItemHighlighted={(item) => {
        marked.current = item !== undefined;
      }}
    >
      <div className={field.box}>
        <Autocomplete.Input
          className={classes(field.input, field.mono)}
          onBlur={() => setOpen(false)}
          aria-label={label}
          onKeyDown={closeOnSend}
          placeholder="http://localhost:3000"
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
        />
      </div>
      <Autocomplete.Portal>
        <Autocomplete.Positioner className={popup.positioner} sideOffset={6}>
          <Autocomplete.Popup className={classes(popup.popup, styles.popup)} data-popup="">
            <Autocomplete.List>
              {(target: string) => (
                <Autocomplete.Item key={target} value={target} className={popup.option}>
                  <span className="data cut">{target}</span>
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
