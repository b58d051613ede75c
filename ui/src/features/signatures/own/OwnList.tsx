import { type KeyboardEvent, useRef } from "react";
import { Button } from "../../../components/Button";
import { formatPlural } from "../../../components/format";
import { schemeTitle } from "../../../components/schemeWords";
import { Strip } from "../../../components/Strip";
import { VirtualList, type VirtualListHandle } from "../../../components/VirtualList";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { keptOwn } from "./kept";
import styles from "./Own.module.css";

export type OwnListProps = {
  schemes: SchemeSummary[];
  /** The id of the open one, or `new`. */
  open: string | undefined;
  onOpen: (id: string) => void;
};

/** Schemes of one's own. */
export function OwnList({ schemes, open, onOpen }: OwnListProps) {
  const list = useRef<VirtualListHandle>(null);
  const at = schemes.findIndex(({ id }) => id === open);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
    const next = step === undefined ? undefined : schemes[Math.max(0, Math.min(schemes.length - 1, at + step))];
    if (next === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    onOpen(next.id);
  };
  return (
    <>
      <Strip>
        <span className="grow cut">{schemes.length === 0 ? "None saved yet" : formatPlural(schemes.length, "scheme")}</span>
        <Button name="New" icon="plus" small keys="n" onClick={() => onOpen("new")} />
      </Strip>
      <VirtualList
        ref={list}
        id="own"
        label="Own schemes"
        count={schemes.length}
        rowHeight={44}
        cursor={at < 0 ? null : at}
        className={styles.list}
        onKeyDown={onKeyDown}
        onRowClick={(index) => schemes[index] && onOpen(schemes[index].id)}
        renderRow={(index) => schemes[index] && <OwnCells scheme={schemes[index]} />}
      />
    </>
  );
}

function OwnCells({ scheme }: { scheme: SchemeSummary }) {
  return (
    <span role="gridcell" className={styles.words}>
      <span className="cut">{schemeTitle(scheme)}</span>
      <span className="data faint cut">
        {scheme.id}
        {keptOwn(scheme.id) === undefined ? "" : ", not saved"}
      </span>
    </span>
  );
}
