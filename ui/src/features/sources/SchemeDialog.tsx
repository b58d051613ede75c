import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { EmptyState } from "../../components/EmptyState";
import { findSchemes, schemeTitle, shortPlace } from "../../components/schemeWords";
import { TextField } from "../../components/TextField";
import { Tile } from "../../components/Tile";
import { VirtualList, type VirtualListHandle } from "../../components/VirtualList";
import { nothing } from "../../core/client";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useCommand } from "../../core/queries";
import styles from "./SchemeDialog.module.css";
import { OwnSchemeDialog } from "./OwnSchemeDialog";
import { SchemeFacts } from "./SchemeFacts";

export type SchemeDialogProps = {
  /** Scheme id; `null` checks no signature. */
  value: string | null;
  onChoose: (scheme: string | null) => void;
  onClose: () => void;
  /** There is no way to choose none. */
  required?: boolean;
};

/** Every scheme, found by a few letters, with what is known about the one under the cursor. */
export function SchemeDialog({ value, onChoose, onClose, required = false }: SchemeDialogProps) {
  const listed = useCommand("schemes.list", nothing).data;
  const schemes = listed ?? [];
  const [text, setText] = useState("");
  const [moved, setMoved] = useState<number | null>(null);
  /** Enter came before the list did, and holds for it. */
  const [early, setEarly] = useState(false);
  const [writing, setWriting] = useState(false);
  const list = useRef<VirtualListHandle>(null);
  const found = findSchemes(schemes, text);
  const cursor = Math.min(moved ?? Math.max(0, found.findIndex(({ id }) => id === value)), found.length - 1);
  const under = found[cursor];
  useEffect(() => {
    if (moved !== null || cursor < 0) return;
    // The list knows its height one frame after it is there.
    const frame = requestAnimationFrame(() => list.current?.reveal(cursor));
    return () => cancelAnimationFrame(frame);
  }, [moved, cursor]);
  const choose = (id: string | null | undefined) => {
    if (id === undefined) return;
    onChoose(id);
    onClose();
  };
  const find = (next: string) => {
    setText(next);
    setMoved(0);
    setEarly(false);
  };
  useEffect(() => {
    if (early && under !== undefined) choose(under.id);
  });
  const move = (to: number) => {
    setMoved(to);
    list.current?.reveal(to);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }[event.key];
    if (step !== undefined) move(Math.max(0, Math.min(found.length - 1, cursor + step)));
    else if (event.key === "Enter" && listed === undefined) setEarly(true);
    else if (event.key === "Enter") choose(under?.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Dialog
      title="Who sends"
      onClose={onClose}
      size="large"
      actions={
        <>
          <Button name="Own scheme…" onClick={() => setWriting(true)} />
          <span className="grow" />
          {!required && <Button name="No signature" onClick={() => choose(null)} />}
          <Button name="Use this scheme" look="primary" keys="Enter" disabled={under === undefined} onClick={() => choose(under?.id)} />
        </>
      }
    >
      <div className={styles.picker}>
        <div className={styles.search} onKeyDown={onKeyDown}>
          <TextField icon="search" aria-label="Find a scheme" placeholder="Provider, id or header" value={text} onChange={find} />
        </div>
        <div className={styles.list} onKeyDown={onKeyDown}>
          {listed === undefined ? (
            <EmptyState title="Reading the schemes…" />
          ) : found.length === 0 ? (
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
              onRowDoubleClick={(index) => choose(found[index]?.id)}
              renderRow={(index) => found[index] && <SchemeRow scheme={found[index]} />}
            />
          )}
        </div>
        <div className={styles.facts} tabIndex={0} role="region" aria-label="About the scheme">{under && <SchemeFacts scheme={under} />}</div>
      </div>
      {writing && <OwnSchemeDialog onSaved={({ id }) => choose(id)} onClose={() => setWriting(false)} />}
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
