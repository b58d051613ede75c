import type { KeyboardEvent, RefObject } from "react";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { formatCount, formatPlural } from "../../../components/format";
import { Strip } from "../../../components/Strip";
import { VirtualList } from "../../../components/VirtualList";
import styles from "./Catalogue.module.css";
import { CatalogueFilters } from "./CatalogueFilters";
import { SchemeCells, schemeColumns } from "./SchemeCells";
import { isFiltered } from "./schemeFilter";
import type { CatalogueState } from "./useCatalogue";

export type CatalogueListProps = {
  state: CatalogueState;
  field: RefObject<HTMLInputElement | null>;
  /** Goes on to the open scheme's page. */
  onEnter: () => void;
};

/** The filter and what it leaves. */
export function CatalogueList({ state, field, onEnter }: CatalogueListProps) {
  const { schemes = [], found, filter, setFilter, cursor, list, moveTo, moveBy } = state;
  const onKeyDown = (event: KeyboardEvent) => {
    const page = list.current?.pageLength() ?? 1;
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page }[event.key];
    if (step !== undefined) moveBy(step);
    else if (event.key === "Enter") cursor === null ? moveTo(0) : onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <>
      <CatalogueFilters schemes={schemes} filter={filter} onChange={setFilter} onKeyDown={onKeyDown} field={field} />
      <Strip>
        <span className="strong num">{formatCount(found.length)}</span>
        <span className="grow cut">{isFiltered(filter) ? `of ${formatPlural(schemes.length, "scheme")}` : schemes.some(({ own }) => own) ? "schemes, your own first" : "schemes"}</span>
        {isFiltered(filter) && <Button name="Show all" look="plain" small onClick={() => setFilter({ find: "", algorithm: "", only: [], mark: "" })} />}
      </Strip>
      {found.length === 0 ? (
        <EmptyState title="No scheme matches">Try the name of the header that carries the signature, or show all.</EmptyState>
      ) : (
        <VirtualList
          ref={list}
          id="catalogue"
          label="Schemes"
          count={found.length}
          columnCount={schemeColumns.length}
          cursor={cursor}
          className={styles.list}
          head={schemeColumns.map((name) => (
            <span key={name} role="columnheader">
              {name === "" ? <span className="sr">Provider</span> : name}
            </span>
          ))}
          onRowClick={(index) => moveTo(index)}
          onRowDoubleClick={onEnter}
          renderRow={(index) => found[index] && <SchemeCells scheme={found[index]} />}
        />
      )}
    </>
  );
}
