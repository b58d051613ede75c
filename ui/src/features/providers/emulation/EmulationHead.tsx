import { Button } from "../../../components/Button";
import { Tile } from "../../../components/Tile";
import page from "../ProvidersPage.module.css";
import type { ProviderWords } from "../words";
import styles from "./EmulationHead.module.css";

export type EmulationHeadProps = { words: ProviderWords; onNew: () => void };

/** Who is played, and where its clients find it. */
export function EmulationHead({ words, onNew }: EmulationHeadProps) {
  return (
    <header className={styles.head}>
      <Tile provider={words.name} large />
      <div className={styles.words}>
        <h2 className={page.name}>{words.name}</h2>
        <p className={styles.lead}>{words.replay}</p>
      </div>
      <Button name={`New ${words.name} ${words.record[0]}…`} icon="plus" keys="n" onClick={onNew} />
    </header>
  );
}
