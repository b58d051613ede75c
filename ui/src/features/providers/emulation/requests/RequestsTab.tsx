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
import { RequestDetail } from "./RequestDetail";
import styles from "./RequestList.module.css";
import { RequestTable } from "./RequestTable";

export type RequestsTabProps = { words: ProviderWords };

/** Calls that are listed at most: as many as are kept. */
const LISTED = 1000;

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["?"], "all keys"],
];

/** What an emulation was asked, as it comes: the list and the open one. */
export function RequestsTab({ words }: RequestsTabProps) {
  const [{ request: open }, change] = useProvidersSearch();
  const { data, error, refetch } = useCommand("emulations.calls", { provider: words.id, before: null, limit: LISTED });
  const rows = useRows({ ids: (data ?? []).map(({ id }) => id), open, onOpen: (id) => change({ request: id }, "replace") });
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => (rows.cursor === null ? rows.moveTo(0) : detail.current?.focus());
  useActions([
    ...rows.moves({ scope: "Emulation", id: "requests", row: "request" }),
    { id: "requests.open", name: "Open", keys: ["Enter"], scope: "Emulation", keyOnly: true, run: enter },
  ]);
  if (error && !data) return <FailedState title="Cannot read the requests" message={error.message} onRetry={() => void refetch()} />;
  if (data?.length === 0) {
    return <EmptyState title="No request yet">Point a client of {words.name} at the base URL above. Every call stands here with its answer, credentials taken out.</EmptyState>;
  }
  return (
    <Splitter
      name="emulation"
      label="List and detail"
      share={0.54}
      least={[300, 360]}
      first={
        <section className={styles.pane} aria-label="Requests">
          {data ? <RequestTable calls={data} rows={rows} onEnter={enter} /> : <LoadingRows rows={6} columns={3} className={styles.list} />}
          <KeyStrip hints={hints} />
        </section>
      }
      second={
        <div ref={detail} tabIndex={-1} className={page.pane}>
          {open === undefined ? <EmptyState title="No request is open">Choose one to see what was asked and answered.</EmptyState> : <RequestDetail key={open} id={open} />}
        </div>
      }
    />
  );
}
