import { EmptyState } from "../../../components/EmptyState";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useProvidersSearch } from "../../../shell/providers";
import styles from "../ProvidersPage.module.css";
import { SideList } from "../SideList";
import { wordsOf } from "../words";
import { EmulationPage } from "./EmulationPage";

export type EmulationViewProps = { infos: ProviderInfo[] };

/** The providers that are played on this machine, and the one that is looked at. */
export function EmulationView({ infos }: EmulationViewProps) {
  const [{ provider: wanted }, change] = useProvidersSearch();
  const played = infos.filter(({ emulated }) => emulated).map(wordsOf);
  const words = played.find(({ id }) => id === wanted) ?? played[0];
  if (words === undefined) return <EmptyState title="No provider is played here" />;
  const items = played.map(({ id, name, record: [, many] }) => ({ value: id, name, provider: name, note: <span className="faint">replays {many}</span> }));
  const show = (next: string) => change({ provider: next, part: undefined, record: undefined, request: undefined });
  return (
    <div className={styles.columns}>
      <SideList label="Emulations" items={items} value={words.id} onChange={show} />
      <EmulationPage key={words.id} words={words} />
    </div>
  );
}
