import { useState } from "react";
import { Tabs } from "../../../components/Tabs";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import styles from "../ProvidersPage.module.css";
import { capital, type ProviderWords } from "../words";
import { EmulationHead } from "./EmulationHead";
import { KeysTab } from "./keys/KeysTab";
import { NewRecordDialog } from "./records/NewRecordDialog";
import { RecordsTab } from "./records/RecordsTab";

export type EmulationPageProps = { words: ProviderWords };

/** One emulation: where it is, what it holds, what lets clients in. */
export function EmulationPage({ words }: EmulationPageProps) {
  const [search, change] = useProvidersSearch();
  const [making, setMaking] = useState(false);
  const tabs = [
    { value: "records", name: capital(words.record[1]) },
    { value: "keys", name: "Keys" },
  ];
  const part = tabs.find(({ value }) => value === search.part)?.value ?? "records";
  useActions([{ id: "emulation.new", name: `New ${words.name} ${words.record[0]}`, keys: ["n"], scope: "Emulation", icon: "plus", run: () => setMaking(true) }]);
  return (
    <section className={styles.page} aria-label={`Emulation of ${words.name}`}>
      <EmulationHead words={words} onNew={() => setMaking(true)} />
      <Tabs label={words.name} tabs={tabs} value={part} onChange={(next) => change({ part: next === "records" ? undefined : next }, "replace")}>
        {part === "records" && <RecordsTab words={words} onNew={() => setMaking(true)} />}
        {part === "keys" && <KeysTab words={words} />}
      </Tabs>
      {making && <NewRecordDialog words={words} onClose={() => setMaking(false)} />}
    </section>
  );
}
