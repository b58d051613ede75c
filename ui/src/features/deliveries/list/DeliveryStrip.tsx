import { Button } from "../../../components/Button";
import { formatCount } from "../../../components/format";
import { Menu } from "../../../components/Menu";
import { Pill } from "../../../components/Pill";
import { Strip } from "../../../components/Strip";
import { type Deed, deedWords, isEnding } from "../deeds";
import type { Deeds } from "../useDeeds";
import styles from "./DeliveryList.module.css";
import { deedKeys } from "./useDeliveryKeys";
import type { DeliveryListState } from "./useDeliveryList";

export type DeliveryStripProps = { state: DeliveryListState; filter: string; deeds: Deeds; offered: Deed[]; noun: [string, string] };

/** How many deliveries are listed, what came meanwhile, and what can be done with all of them. */
export function DeliveryStrip({ state, filter, deeds, offered, noun }: DeliveryStripProps) {
  const { rows, marks, target, toNewest } = state;
  const marked = marks.all.size;
  return (
    <Strip>
      {rows.count !== null && <strong className={styles.total}>{formatCount(rows.count)}</strong>}
      <span className="cut" role="status">
        {rows.count === null ? "" : `${noun[rows.count === 1 ? 0 : 1]}, newest first`}
      </span>
      {rows.newer > 0 && <Pill name={`${formatCount(rows.newer)} new`} onClick={toNewest} />}
      <span className={styles.end}>
        {marked > 0 ? (
          <>
            <DeedMenu name={`${formatCount(marked)} marked`} offered={offered} onDeed={(deed) => deeds.perform(deed, target)} />
            <Button name="Clear" keys="Escape" look="plain" small onClick={marks.clear} />
          </>
        ) : (
          (rows.count ?? 0) > 1 && (
            <DeedMenu
              name="All of them"
              offered={offered}
              onDeed={(deed) => deeds.perform(deed, { chosen: { filter }, count: rows.count ?? 0 })}
            />
          )
        )}
      </span>
    </Strip>
  );
}

type DeedMenuProps = { name: string; offered: Deed[]; onDeed: (deed: Deed) => void };

function DeedMenu({ name, offered, onDeed }: DeedMenuProps) {
  const entries = offered.map((deed) => ({
    name: deedWords[deed].name,
    icon: deedKeys[deed].icon,
    danger: isEnding(deed),
    run: () => onDeed(deed),
  }));
  return <Menu trigger={<Button name={name} look="plain" iconAfter="down" small />} entries={entries} />;
}
