import { useRef } from "react";
import { EmptyState } from "../../../../components/EmptyState";
import { FailedState } from "../../../../components/FailedState";
import { type KeyHint, KeyStrip } from "../../../../components/KeyStrip";
import { LoadingRows } from "../../../../components/LoadingRows";
import { Splitter } from "../../../../components/Splitter";
import { useCommand } from "../../../../core/queries";
import { useActions } from "../../../../shell/keys";
import { useProvidersSearch } from "../../../../shell/providers";
import page from "../../ProvidersPage.module.css";
import { useRows } from "../../useRows";
import type { ProviderWords } from "../../words";
import { NoRecords } from "./NoRecords";
import { RecordDetail } from "./RecordDetail";
import styles from "./RecordList.module.css";
import { RecordTable } from "./RecordTable";
import { useRedeliverHere } from "./useRedeliverHere";

export type RecordsTabProps = { words: ProviderWords; onNew: () => void };

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["r"], "redeliver"],
  [["n"], "new"],
  [["?"], "all keys"],
];

/** What an emulation holds: the list and the open one. */
export function RecordsTab({ words, onNew }: RecordsTabProps) {
  const [{ record: open }, change] = useProvidersSearch();
  const { data, error, refetch } = useCommand("emulations.list", { provider: words.id });
  const rows = useRows({ ids: (data ?? []).map(({ id }) => id), open, onOpen: (id) => change({ record: id }, "replace") });
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => (rows.cursor === null ? rows.moveTo(0) : detail.current?.focus());
  const openRedelivery = useRedeliverHere(words.id);
  const redeliver = () => open !== undefined && openRedelivery(open);
  useActions([
    ...rows.moves({ scope: "Emulation", id: "records", row: words.record[0] }),
    { id: "records.open", name: "Open", keys: ["Enter"], scope: "Emulation", keyOnly: true, run: enter },
    { id: "records.redeliver", name: `Redeliver the ${words.record[0]}`, keys: ["r"], scope: "Emulation", icon: "send", enabled: open !== undefined, run: redeliver },
  ]);
  const [one, many] = words.record;
  if (error && !data) return <FailedState title={`Cannot read the ${many}`} message={error.message} onRetry={() => void refetch()} />;
  if (data?.length === 0) return <NoRecords words={words} onNew={onNew} />;
  return (
    <Splitter
      name="emulation"
      label="List and detail"
      share={0.54}
      least={[300, 360]}
      first={
        <section className={styles.pane} aria-label={many}>
          {data ? <RecordTable records={data} rows={rows} words={words} onEnter={enter} /> : <LoadingRows rows={6} columns={4} className={styles.list} />}
          <KeyStrip hints={hints} />
        </section>
      }
      second={
        <div ref={detail} tabIndex={-1} className={page.pane}>
          {open === undefined ? (
            <EmptyState title={`No ${one} is open`}>Choose one to see what its webhook carries, and to have it sent again.</EmptyState>
          ) : (
            <RecordDetail key={open} id={open} words={words} onRedeliver={redeliver} />
          )}
        </div>
      }
    />
  );
}
