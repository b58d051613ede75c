import { useRef } from "react";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import { LoadingRows } from "../../../components/LoadingRows";
import { Splitter } from "../../../components/Splitter";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import page from "../ProvidersPage.module.css";
import { useRows } from "../useRows";
import { CallDetail } from "./CallDetail";
import styles from "./CallList.module.css";
import { CallsStrip } from "./CallsStrip";
import { CallTable } from "./CallTable";
import { useCalls } from "./useCalls";

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["?"], "all keys"],
];

/** Everything that was asked of providers, and what came of it. */
export function CallsView() {
  const [{ call: open }, change] = useProvidersSearch();
  const { calls, isAll, error, refetch, wanted, more } = useCalls();
  const rows = useRows({ ids: (calls ?? []).map(({ id }) => id), open, onOpen: (id) => change({ call: id }, "replace") });
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => (rows.cursor === null ? rows.moveTo(0) : detail.current?.focus());
  const narrowed = wanted.kind !== undefined || wanted.profile !== undefined;
  useActions([
    ...rows.moves({ scope: "Providers", id: "asked", row: "call" }),
    { id: "asked.open", name: "Open", keys: ["Enter"], scope: "Providers", keyOnly: true, run: enter },
  ]);
  if (error && !calls) return <FailedState title="Cannot read the calls" message={error.message} onRetry={() => void refetch()} />;
  if (calls?.length === 0 && !narrowed) {
    return <EmptyState title="No provider was asked yet">Every call of a profile stands here with the exact request and answer, credentials taken out: redeliveries with what arrived of them, lists, changes of endpoints, checks and tokens.</EmptyState>;
  }
  return (
    <Splitter
      name="provider-calls"
      label="List and detail"
      share={0.55}
      least={[320, 380]}
      first={
        <section className={styles.pane} aria-label="Calls made">
          <CallsStrip wanted={wanted} count={calls?.length} isAll={isAll} />
          {!calls && <LoadingRows rows={6} columns={4} className={styles.list} />}
          {calls?.length === 0 && <EmptyState title="No such call">Nothing of this kind was asked through this profile, or it is not kept any more.</EmptyState>}
          {calls !== undefined && calls.length > 0 && <CallTable calls={calls} rows={rows} onEnter={enter} onEnd={more} />}
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
