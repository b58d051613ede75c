import { Button } from "../../../../components/Button";
import { CopyButton } from "../../../../components/CopyButton";
import { formatCount } from "../../../../components/format";
import { Segmented } from "../../../../components/Segmented";
import { Switch } from "../../../../components/Switch";
import { TextField } from "../../../../components/TextField";
import { useBytesUrl } from "../../../../core/useBytes";
import styles from "./BodyBar.module.css";
import type { NamedView, View } from "./views";

export type BodyBarProps = {
  views: NamedView[];
  view: View;
  onView: (view: View) => void;
  invisibles: boolean;
  onInvisibles: (on: boolean) => void;
  /** Invisible characters that are out of place. */
  hidden: number;
  wanted: string;
  onWanted: (text: string) => void;
  encoding: string | null;
  decoded: boolean;
  onDecoded: (on: boolean) => void;
  text: string;
  /** Where the bytes are. */
  path: string;
};

/** How the body is looked at. */
export function BodyBar(props: BodyBarProps) {
  const { views, view, invisibles, hidden, wanted, encoding, decoded, text, path } = props;
  const url = useBytesUrl();
  const save = () => {
    const link = document.createElement("a");
    link.href = url(path);
    link.download = `${path.replaceAll("/", "-")}.bin`;
    link.click();
  };
  return (
    <div className={styles.bar}>
      <Segmented label="View" segments={views} value={view} onChange={props.onView} />
      {view !== "hex" && (
        <Switch name={hidden === 0 ? "Invisibles" : `Invisibles ${formatCount(hidden)}`} on={invisibles} onChange={props.onInvisibles} />
      )}
      {encoding !== null && <Switch name={`Decode ${encoding}`} on={decoded} onChange={props.onDecoded} />}
      <span className={styles.find}>
        <TextField value={wanted} onChange={props.onWanted} icon="search" placeholder="Find in body" aria-label="Find in body" />
      </span>
      <CopyButton name="Copy body" text={text} />
      <Button small look="icon" icon="download" name="Download body" onClick={save} />
    </div>
  );
}
