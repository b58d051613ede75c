import { useRef } from "react";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import { LoadingRows } from "../../../components/LoadingRows";
import { Splitter } from "../../../components/Splitter";
import { useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import page from "../ProvidersPage.module.css";
import { useRows } from "../useRows";
import { CallDetail } from "./CallDetail";
import styles from "./CallList.module.css";
import { CallTable } from "./CallTable";

/** Redeliveries that are listed at most. */
const LISTED = 500;

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["?"], "all keys"],
];

/** What providers were asked to send again, and how far each came. */
export function CallsView() {
  const [{ call: open }, change] = useProvidersSearch();
  const { data, error, refetch } = useCommand("redeliveries.list", { limit: LISTED });
  const rows = useRows({ ids: (data ?? []).map(({ id }) => id), open, onOpen: (id) => change({ call: id }, "replace") });
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => (rows.cursor === null ? rows.moveTo(0) : detail.current?.focus());
  useActions([
    ...rows.moves({ scope: "Providers", id: "asked", row: "redelivery" }),
    { id: "asked.open", name: "Open", keys: ["Enter"], scope: "Providers", keyOnly: true, run: enter },
  ]);
  if (error && !data) return <FailedState title="Cannot read the redeliveries" message={error.message} onRetry={() => void refetch()} />;
  if (data?.length === 0) return <EmptyState title="No provider was asked yet">Every redelivery stands here with the exact exchange, and with what arrived of it.</EmptyState>;
  return (
    <Splitter
      name="provider-calls"
      label="List and detail"
      share={0.55}
      least={[320, 380]}
      first={
        <section className={styles.pane} aria-label="Calls made">
          {data ? <CallTable calls={data} rows={rows} onEnter={enter} /> : <LoadingRows rows={6} columns={4} className={styles.list} />}
          <KeyStrip hints={hints} />
        </section>
      }
      second={
        <div ref={detail} tabIndex={-1} className={page.pane}>
          {open === undefined ? <EmptyState title="No call is open">Choose one to see what was asked, what was answered, and what arrived.</EmptyState> : <CallDetail key={open} id={open} />}
        </div>
      }
    />
  );
}
