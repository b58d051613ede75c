import { type KeyboardEvent, useRef, useState } from "react";
import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { TextField } from "../../components/TextField";
import { Tile } from "../../components/Tile";
import { VirtualList, type VirtualListHandle } from "../../components/VirtualList";
import { nothing } from "../../core/client";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useCommand } from "../../core/queries";
import styles from "./SchemeDialog.module.css";
import { findSchemes, schemeTitle } from "./schemes";
import { SchemeFacts } from "./SchemeFacts";
import { shortPlace } from "./senders";

export type SchemeDialogProps = {
  /** Scheme id; `null` checks no signature. */
  value: string | null;
  onChoose: (scheme: string | null) => void;
  onClose: () => void;
};

/** Every scheme, found by a few letters, with what is known about the one under the cursor. */
export function SchemeDialog({ value, onChoose, onClose }: SchemeDialogProps) {
  const schemes = useCommand("schemes.list", nothing).data ?? [];
  const [text, setText] = useState("");
  const [moved, setMoved] = useState<number | null>(null);
  const list = useRef<VirtualListHandle>(null);
  const found = findSchemes(schemes, text);
  const cursor = Math.min(moved ?? Math.max(0, found.findIndex(({ id }) => id === value)), found.length - 1);
  const under = found[cursor];
  const choose = (scheme: SchemeSummary | undefined) => {
    if (scheme === undefined) return;
    onChoose(scheme.id);
    onClose();
  };
  const move = (to: number) => {
    setMoved(to);
    list.current?.reveal(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) move(Math.max(0, Math.min(found.length - 1, cursor + step)));
    else if (event.key === "Enter") choose(under);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog title="Who sends" onClose={onClose} size="large">
      <div className={styles.picker}>
        <div className={styles.search} onKeyDown={onKeyDown}>
          <TextField icon="search" aria-label="Find a scheme" placeholder="Provider, id or header" value={text} onChange={(next) => { setText(next); setMoved(0); }} />
        </div>
        <div className={styles.list} onKeyDown={onKeyDown}>
          {found.length === 0 ? (
            <EmptyState title="No scheme matches">Try the name of the header that carries the signature.</EmptyState>
          ) : (
            <VirtualList
              ref={list}
              id="schemes"
              label="Schemes"
              count={found.length}
              cursor={cursor}
              className={styles.rows}
              onRowClick={setMoved}
              onRowDoubleClick={(index) => choose(found[index])}
              renderRow={(index) => found[index] && <SchemeRow scheme={found[index]} />}
            />
          )}
        </div>
        <div className={styles.facts}>{under && <SchemeFacts scheme={under} onChoose={() => choose(under)} />}</div>
      </div>
    </Dialog>
  );
}

function SchemeRow({ scheme }: { scheme: SchemeSummary }) {
  return (
    <>
      <span role="gridcell">
        <Tile provider={scheme.provider} />
      </span>
      <span role="gridcell" className="cut">
        {schemeTitle(scheme)}
      </span>
      <span role="gridcell" className="data cut faint">
        {shortPlace(scheme.place)}
      </span>
    </>
  );
}
