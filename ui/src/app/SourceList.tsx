import { useLocation } from "@tanstack/react-router";
import { Button } from "../components/Button";
import { nothing } from "../core/client";
import { useCommand } from "../core/queries";
import { filteredSource, sourceFilter } from "../shell/filterText";
import { useIntents } from "../shell/intents";
import { useActions } from "../shell/keys";
import { capturesSearch, useCapturesSearch } from "../shell/search";
import styles from "./Sidebar.module.css";
import { SourceItem } from "./SourceItem";
import { type SourceRow, sourceRows } from "./sourceRows";

/** Every source with its count and state; choosing one filters the captures. */
export function SourceList() {
  const sources = useCommand("sources.list", nothing);
  const counts = useCommand("captures.counts", nothing);
  const listening = useCommand("receiver.status", nothing).data?.state === "listening";
  const { editSource } = useIntents();
  const shown = useShownSource();
  const rows = sourceRows(sources.data ?? [], counts.data?.by_source ?? [], listening);
  useSourceActions(rows);
  return (
    <>
      <div className={styles.head}>
        <span className="label">Sources</span>
        <Button name="Add a source" look="icon" icon="plus" small onClick={() => editSource(null)} />
      </div>
      <ul className={styles.sources} aria-label="Sources">
        {rows.map((row) => (
          <SourceItem key={row.name} row={row} current={row.name === shown} />
        ))}
        {sources.isError && <li className={styles.failed}>The sources could not be read. {sources.error.message}</li>}
      </ul>
    </>
  );
}

/** The source that the Captures page shows alone. */
function useShownSource(): string | null {
  const { pathname, search } = useLocation();
  return pathname === "/" ? filteredSource(capturesSearch(search).filter) : null;
}

function useSourceActions(rows: SourceRow[]): void {
  const { editSource } = useIntents();
  const [, change] = useCapturesSearch();
  useActions([
    { id: "source.add", name: "Add a source", keys: [], scope: "Sources", icon: "plus", run: () => editSource(null) },
    ...rows.map((row) => ({
      id: `source.show.${row.name}`,
      name: `Show captures of ${row.name}`,
      keys: [],
      scope: "Sources",
      run: () => change({ filter: sourceFilter(row.name), capture: undefined }),
    })),
    ...rows
      .filter((row) => row.id !== null)
      .map((row) => ({
        id: `source.edit.${row.name}`,
        name: `Edit source ${row.name}`,
        keys: [],
        scope: "Sources",
        icon: "edit" as const,
        run: () => editSource(row.name),
      })),
  ]);
}
