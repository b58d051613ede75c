import type { ReactNode } from "react";
import { classes } from "../../components/classes";
import { Icon } from "../../components/Icon";
import { Select } from "../../components/Select";
import { Tile } from "../../components/Tile";
import tile from "../../components/Tile.module.css";
import styles from "./SideList.module.css";

/** A line of the column at the left. */
export type SideItem = {
  value: string;
  name: string;
  /** Whose two letters it wears; `null` where it stands for all. */
  provider: string | null;
  /** Below the name. */
  note: ReactNode;
};

export type SideListProps = {
  /** Read aloud, and its head. */
  label: string;
  items: SideItem[];
  value: string;
  onChange: (value: string) => void;
  /** A button at the right of the head. */
  action?: ReactNode;
};

/** What the page is about, to choose from; one control where there is no room for a column. */
export function SideList({ label, items, value, onChange, action }: SideListProps) {
  return (
    <nav className={styles.side} aria-label={label}>
      <div className={styles.head}>
        <span className="label grow">{label}</span>
        {action}
      </div>
      <ul className={styles.list}>
        {items.map((item) => (
          <li key={item.value}>
            <button type="button" className={styles.item} aria-current={item.value === value ? "true" : undefined} onClick={() => onChange(item.value)}>
              {item.provider === null ? <Everything /> : <Tile provider={item.provider} />}
              <span className={styles.words}>
                <span className={styles.name}>{item.name}</span>
                {item.note}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className={styles.narrow}>
        <Select label={label} choices={items} value={value} onChange={onChange} />
        {action}
      </div>
    </nav>
  );
}

function Everything() {
  return (
    <span className={classes(tile.tile, tile.none)}>
      <Icon name="columns" size={12} />
    </span>
  );
}
