import type { KeyboardEvent } from "react";
import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { formatCount } from "../../../../components/format";
import { Segmented } from "../../../../components/Segmented";
import { Switch } from "../../../../components/Switch";
import { TextField } from "../../../../components/TextField";
import styles from "./BodyBar.module.css";
import type { Find } from "./useFind";
import type { NamedView, View } from "./views";

export type BodyBarProps = {
  views: NamedView[];
  view: View;
  onView: (view: View) => void;
  invisibles: boolean;
  onInvisibles: (on: boolean) => void;
  /** Invisible characters that are out of place. */
  hidden: number;
  wrap: boolean;
  onWrap: (on: boolean) => void;
  find: Find;
  encoding: string | null;
  decoded: boolean;
  onDecoded: (on: boolean) => void;
  copy: () => Promise<string>;
  onSave: () => void;
};

/** How the body is looked at. */
export function BodyBar(props: BodyBarProps) {
  const { views, view, invisibles, hidden, wrap, find, encoding, decoded } = props;
  const lines = view === "pretty" || view === "raw";
  return (
    <div className={styles.bar}>
      <Segmented label="View" segments={views} value={view} onChange={props.onView} />
      {view !== "hex" && (
        <Switch name={hidden === 0 ? "Invisibles" : `Invisibles ${formatCount(hidden)}`} on={invisibles} onChange={props.onInvisibles} />
      )}
      {encoding !== null && <Switch name={`Decode ${encoding}`} on={decoded} onChange={props.onDecoded} />}
      <span className={styles.end}>
        {lines && <FindField find={find} />}
        {lines && (
          <Button look="icon" icon="wrap" name="Wrap long lines" small aria-pressed={wrap} onClick={() => props.onWrap(!wrap)} />
        )}
        <CopyButton name={view === "hex" ? "Copy as base64" : "Copy body"} text={props.copy} />
        <Button look="icon" icon="download" name="Save to a file" small onClick={props.onSave} />
      </span>
    </div>
  );
}

/** Text to look for; Enter goes on to the next line that has it. */
function FindField({ find }: { find: Find }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    find.go(event.shiftKey ? -1 : 1);
  };
  const found = find.wanted === "" ? null : find.hits.length === 0 ? "none" : `${formatCount(find.at + 1)}/${formatCount(find.hits.length)}`;
  return (
    <span className={styles.find}>
      <TextField
        value={find.wanted}
        onChange={find.setWanted}
        icon="search"
        placeholder="Find in body"
        aria-label="Find in body"
        onKeyDown={onKeyDown}
        after={
          <span className="count" role="status">
            {found}
          </span>
        }
      />
    </span>
  );
}
