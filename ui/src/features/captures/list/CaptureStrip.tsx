import { Button } from "../../../components/Button";
import { formatCount, formatPlural } from "../../../components/format";
import { Pill } from "../../../components/Pill";
import { Strip } from "../../../components/Strip";
import styles from "./CaptureList.module.css";
import { rateOf } from "./searchProgress";
import type { Search } from "./useSearch";

export type CaptureStripProps = {
  /** Captures under the filter; `null` while it is not known. */
  count: number | null;
  /** All captures; left out when there is no filter to compare with. */
  total: number | undefined;
  search: Search | null;
  newer: number;
  marked: number;
  onNewer: () => void;
  onClearMarks: () => void;
  /** Replays all that match; `null` where there is no filter. */
  onReplayAll: (() => void) | null;
};

/** How many captures are listed, how far a search is, and what arrived meanwhile. */
export function CaptureStrip({ count, total, search, newer, marked, onNewer, onClearMarks, onReplayAll }: CaptureStripProps) {
  return (
    <Strip>
      {count !== null && <strong className={styles.total}>{formatCount(count)}</strong>}
      <span className="cut">{search ? searchWords(search) : countWords(count, total)}</span>
      {search?.running && <Button name="Stop" keys="Escape" small onClick={search.cancel} />}
      {search && !search.running && !search.ended && <Button name="Go on" small onClick={() => search.again("on")} />}
      <span className="sr" role="status">
        {heard({ count, search, newer })}
      </span>
      {newer > 0 && <Pill name={`${formatCount(newer)} new`} onClick={onNewer} />}
      <span className={styles.end}>
        {marked > 0 && <Button name={`${formatCount(marked)} marked`} look="plain" icon="x" keys="Escape" small onClick={onClearMarks} />}
        {marked === 0 && onReplayAll && (count ?? 0) > 0 && <Button name="Replay all…" look="plain" icon="replays" keys="A" small onClick={onReplayAll} />}
      </span>
    </Strip>
  );
}

function countWords(count: number | null, total: number | undefined) {
  if (count === null) return null;
  const all = total === undefined || total === count ? "" : `of ${formatCount(total)}`;
  return (
    <>
      {all}
      <span className={styles.unit}>{all === "" ? `${count === 1 ? "capture" : "captures"}, newest first` : ", newest first"}</span>
    </>
  );
}

function searchWords(search: Search) {
  const { scanned, left, ended, running } = search;
  if (ended) return `found in ${formatCount(scanned)}`;
  const rate = rateOf(search);
  const fast = running && rate !== null ? `, ${formatCount(rate)} a second` : "";
  return `found, looked through ${formatCount(scanned)} of ${formatCount(scanned + left)}${fast}`;
}

/** What is read aloud: the end of a search and what arrived, not every step. */
function heard({ count, search, newer }: Pick<CaptureStripProps, "count" | "search" | "newer">): string {
  const found = search?.ended ? `${formatPlural(count ?? 0, "capture")} found` : "";
  return newer > 0 ? formatPlural(newer, "new capture") : found;
}
