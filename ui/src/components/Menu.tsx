import { Menu as BaseMenu } from "@base-ui/react/menu";
import type { ReactElement } from "react";
import { classes } from "./classes";
import { Icon } from "./Icon";
import type { IconName } from "./icons";
import { Kbd } from "./Kbd";
import popup from "./Popup.module.css";

/** An entry of a menu; `"separator"` draws a line. */
export type MenuEntry =
  | {
      name: string;
      run: () => void;
      icon?: IconName;
      keys?: string;
      danger?: boolean;
      disabled?: boolean;
    }
  | "separator";

export type MenuProps = {
  /** The button that opens it. */
  trigger: ReactElement;
  entries: MenuEntry[];
  align?: "start" | "center" | "end";
};

/** A menu behind a button. */
export function Menu({ trigger, entries, align = "end" }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={popup.positioner} sideOffset={4} align={align}>
          <BaseMenu.Popup className={popup.popup} data-popup="">
            {entries.map((entry, index) => (
              <Entry key={entry === "separator" ? index : entry.name} entry={entry} />
            ))}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === "separator") return <BaseMenu.Separator className={popup.separator} />;
  return (
    <BaseMenu.Item
      className={classes(popup.option, entry.danger && popup.danger)}
      disabled={entry.disabled ?? false}
      onClick={entry.run}
    >
      {entry.icon && <Icon name={entry.icon} size={14} />}
      <span className="grow">{entry.name}</span>
      {entry.keys && <Kbd keys={entry.keys} />}
    </BaseMenu.Item>
  );
}
