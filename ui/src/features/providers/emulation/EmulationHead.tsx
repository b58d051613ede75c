import { Button } from "../../../components/Button";
import { CopyButton } from "../../../components/CopyButton";
import { Icon } from "../../../components/Icon";
import { Tile } from "../../../components/Tile";
import { inBrowser } from "../../../core/client";
import type { EmulationStatus } from "../../../core/generated/EmulationStatus";
import page from "../ProvidersPage.module.css";
import type { ProviderWords } from "../words";
import styles from "./EmulationHead.module.css";

export type EmulationHeadProps = {
  words: ProviderWords;
  /** Where it is, once that is known. */
  status: EmulationStatus | undefined;
  onNew: () => void;
};

/** Who is played, and where its clients find it. */
export function EmulationHead({ words, status, onNew }: EmulationHeadProps) {
  return (
    <>
      <header className={styles.head}>
        <Tile provider={words.name} large />
        <div className={styles.words}>
          <h2 className={page.name}>{words.name}</h2>
          <p className={styles.lead}>{words.replay}</p>
        </div>
        <Button name={`New ${words.name} ${words.record[0]}…`} icon="plus" keys="n" onClick={onNew} />
      </header>
      <div className={styles.places}>
        {status && <Place name="Base URL" url={status.base_url} />}
        {status?.served && <Place name="Its API" url={`${status.base_url}/docs`} open={inBrowser()} />}
        {status?.served === false && (
          <span className={styles.absent} role="status">
            <Icon name="warn" size={14} />
            Nobody answers there now: start Hookwright with emulations.
          </span>
        )}
      </div>
    </>
  );
}

/** An address to copy; a page of it can be opened. */
function Place({ name, url, open = false }: { name: string; url: string; open?: boolean }) {
  return (
    <span className={styles.place}>
      <span className="label">{name}</span>
      {open ? (
        <a href={url} target="_blank" rel="noreferrer" className="link data">
          {url}
        </a>
      ) : (
        <code className="selectable">{url}</code>
      )}
      <CopyButton text={url} name={`Copy: ${name}`} />
    </span>
  );
}
