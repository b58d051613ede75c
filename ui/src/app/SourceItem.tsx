import { Link } from "@tanstack/react-router";
import { Icon } from "../components/Icon";
import { Tile } from "../components/Tile";
import { classes } from "../components/classes";
import { formatCount } from "../components/format";
import { sourceFilter } from "../shell/filterText";
import styles from "./Sidebar.module.css";
import type { SourceRow } from "./sourceRows";

export type SourceItemProps = { row: SourceRow; current: boolean };

/** One source of the sidebar. */
export function SourceItem({ row, current }: SourceItemProps) {
  return (
    <li>
      <Link
        to="/"
        search={{ filter: sourceFilter(row.name) }}
        className={classes(styles.item, styles.source)}
        activeProps={{}}
        aria-current={current ? "page" : undefined}
        title={row.detail ?? row.note ?? row.name}
      >
        <Tile provider={row.provider} />
        <span className={styles.name}>{row.name}</span>
        {row.count > 0 && <span className={styles.count}>{formatCount(row.count)}</span>}
        <State state={row.state} />
      </Link>
      {row.note && <p className={classes(styles.note, row.state === "failing" && styles.bad)}>{row.note}</p>}
    </li>
  );
}

function State({ state }: { state: SourceRow["state"] }) {
  switch (state) {
    case "receiving":
      return <span className={styles.live} title="Receiving" />;
    case "idle":
      return <span className={classes(styles.live, styles.idle)} title="Not receiving" />;
    case "paused":
      return <Icon name="pause" size={12} label="Paused" className={styles.state} />;
    case "failing":
      return <Icon name="warn" size={12} label="Forwarding fails" className={classes(styles.state, styles.bad)} />;
  }
}
