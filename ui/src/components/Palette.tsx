import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type KeyboardEvent, useEffect, useId, useRef } from "react";
import { classes } from "./classes";
import { focusAtOnce } from "./focusAtOnce";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { Kbd } from "./Kbd";
import styles from "./Palette.module.css";
import popup from "./Popup.module.css";

/** Something the palette can do. */
export type PaletteRow = { id: string; name: string; scope: string; keys: string[]; icon?: IconName | undefined };

export type PaletteProps = {
  text: string;
  onText: (text: string) => void;
  /** What fits the text, best first. */
  rows: PaletteRow[];
  /** Index of the row that Enter runs. */
  cursor: number;
  onCursor: (cursor: number) => void;
  onRun: (id: string) => void;
  onClose: () => void;
};

/** Everything that can be done here, found by a few letters. */
export function Palette({ text, onText, rows, cursor, onCursor, onRun, onClose }: PaletteProps) {
  const list = useId();
  const input = useRef<HTMLInputElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && rows.length > 0) onCursor((cursor + step + rows.length) % rows.length);
    else if (event.key === "Enter") rows[cursor] && onRun(rows[cursor].id);
    else return;
    event.preventDefault();
  };
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={popup.backdrop} />
        <BaseDialog.Popup className={styles.palette} data-popup="modal" initialFocus={focusAtOnce(() => input.current)} aria-label="Command palette">
          <label className={styles.search}>
            <Icon name="search" size={14} />
            <input
              ref={input}
              className={styles.input}
              role="combobox"
              aria-label="What to do"
              aria-expanded
              aria-controls={list}
              aria-activedescendant={rows[cursor] && `${list}-${cursor}`}
              placeholder="What to do"
              value={text}
              onChange={(event) => onText(event.target.value)}
              onKeyDown={onKeyDown}
              spellCheck={false}
            />
          </label>
          <ul id={list} role="listbox" aria-label="Commands" className={styles.list}>
            {rows.map((row, index) => (
              <Option key={row.id} id={`${list}-${index}`} row={row} active={index === cursor} onRun={onRun} />
            ))}
          </ul>
          {rows.length === 0 && <p className={styles.none}>Nothing is called like that.</p>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

type OptionProps = { id: string; row: PaletteRow; active: boolean; onRun: (id: string) => void };

function Option({ id, row, active, onRun }: OptionProps) {
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) item.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  return (
    <li
      ref={item}
      id={id}
      role="option"
      aria-selected={active}
      data-highlighted={active ? "" : undefined}
      className={classes(popup.option, styles.option)}
      onClick={() => onRun(row.id)}
    >
      <Icon name={row.icon ?? "arrowright"} size={14} />
      <span className="grow cut">{row.name}</span>
      <span className={styles.scope}>{row.scope}</span>
      {row.keys[0] && <Kbd keys={row.keys[0]} />}
    </li>
  );
}
