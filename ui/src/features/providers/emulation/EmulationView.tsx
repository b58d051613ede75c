import { useProvidersSearch } from "../../../shell/providers";
import styles from "../ProvidersPage.module.css";
import { SideList } from "../SideList";
import { played, wordsOf } from "../words";
import { EmulationPage } from "./EmulationPage";

const items = played.map(({ id, name, record: [, many] }) => ({ value: id, name, provider: name, note: <span className="faint">replays {many}</span> }));

/** The providers that are played on this machine, and the one that is looked at. */
export function EmulationView() {
  const [{ provider: wanted }, change] = useProvidersSearch();
  const provider = played.find(({ id }) => id === wanted)?.id ?? "skyvern";
  const show = (next: string) => change({ provider: next, part: undefined, record: undefined, request: undefined });
  return (
    <div className={styles.columns}>
      <SideList label="Emulations" items={items} value={provider} onChange={show} />
      <EmulationPage key={provider} words={wordsOf(provider)} />
    </div>
  );
}
