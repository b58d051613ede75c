import { type ReactNode, useRef } from "react";
import { useCapturesSearch } from "../../shell/search";
import { EmptyState } from "../../components/EmptyState";
import { Splitter } from "../../components/Splitter";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";
import { useRefusal } from "../../core/useRefusal";
import styles from "./CapturesPage.module.css";
import { CaptureDetail } from "./detail/CaptureDetail";
import { FilterBar } from "./filter/FilterBar";
import { CaptureList } from "./list/CaptureList";

export type CapturesPageProps = {
  /** Shown while nothing has arrived yet. */
  firstStart: ReactNode;
  /** The Replays tab of a capture. */
  replaysOf: (capture: string) => ReactNode;
};

/** The list of captures and the open one. */
export function CapturesPage({ firstStart, replaysOf }: CapturesPageProps) {
  const [{ filter = "", capture }, change] = useCapturesSearch();
  const counts = useCommand("captures.counts", nothing).data;
  const total = counts?.total;
  const refusal = useRefusal("captures.outline", filter);
  const detail = useRef<HTMLDivElement>(null);
  const setFilter = (next: string) => change({ filter: next });
  if (total === 0 && filter === "") return firstStart;
  return (
    <>
      <FilterBar filter={filter} problem={refusal} counts={counts} onFilter={setFilter} />
      <Splitter
        name="captures"
        label="List and detail"
        share={0.577}
        least={[300, 456]}
        first={
          <CaptureList
            key={filter}
            filter={filter}
            total={total}
            refused={refusal !== null}
            open={capture}
            onOpen={(id) => change({ capture: id }, "replace")}
            onFilter={setFilter}
            onEnter={() => detail.current?.focus()}
          />
        }
        second={
          <div ref={detail} tabIndex={-1} className={styles.detail}>
            {capture === undefined ? (
              <EmptyState title="No capture is open">Choose one to see what came, byte for byte.</EmptyState>
            ) : (
              <CaptureDetail id={capture} replaysOf={replaysOf} />
            )}
          </div>
        }
      />
    </>
  );
}
