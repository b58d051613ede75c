import { useState } from "react";
import { type Tab, Tabs } from "../../../components/Tabs";
import type { EmulationStatus } from "../../../core/generated/EmulationStatus";
import { useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import styles from "../ProvidersPage.module.css";
import { capital, type ProviderWords } from "../words";
import { BehaviourTab } from "./behaviour/BehaviourTab";
import { EmulationHead } from "./EmulationHead";
import { KeysTab } from "./keys/KeysTab";
import { NewRecordDialog } from "./records/NewRecordDialog";
import { RecordsTab } from "./records/RecordsTab";
import { RequestsTab } from "./requests/RequestsTab";

export type EmulationPageProps = { words: ProviderWords };

/** One emulation: where it is, what it holds and was asked, what lets clients in, how it behaves. */
export function EmulationPage({ words }: EmulationPageProps) {
  const [search, change] = useProvidersSearch();
  const status = useCommand("emulations.status", { provider: words.id }).data;
  const [making, setMaking] = useState(false);
  const tabs = tabsOf(words, status);
  const part = tabs.find(({ value }) => value === search.part)?.value ?? "records";
  const begin = () => setMaking(true);
  useActions([{ id: "emulation.new", name: `New ${words.name} ${words.record[0]}`, keys: ["n"], scope: "Emulation", icon: "plus", run: begin }]);
  return (
    <section className={styles.page} aria-label={`Emulation of ${words.name}`}>
      <EmulationHead words={words} status={status} onNew={begin} />
      <Tabs label={words.name} tabs={tabs} value={part} onChange={(next) => change({ part: next === "records" ? undefined : next }, "replace")}>
        {part === "records" && <RecordsTab words={words} onNew={begin} />}
        {part === "requests" && <RequestsTab words={words} />}
        {part === "keys" && <KeysTab words={words} scopes={status?.scopes ?? []} organizations={status?.organizations ?? []} />}
        {part === "behaviour" && <BehaviourTab words={words} operations={status?.operations ?? []} />}
      </Tabs>
      {making && <NewRecordDialog words={words} organizations={status?.organizations ?? []} onClose={() => setMaking(false)} />}
    </section>
  );
}

function tabsOf({ record: [, many] }: ProviderWords, status: EmulationStatus | undefined): Tab[] {
  const troubled = status !== undefined && status.troubles.length > 0;
  return [
    { value: "records", name: capital(many) },
    { value: "requests", name: "Requests", count: status?.calls === 0 ? undefined : status?.calls },
    { value: "keys", name: "Keys" },
    { value: "behaviour", name: "Behaviour", count: troubled ? status.troubles.length : undefined },
  ];
}
