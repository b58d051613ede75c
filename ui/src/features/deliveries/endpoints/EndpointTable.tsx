import { classes } from "../../../components/classes";
import { VirtualList } from "../../../components/VirtualList";
import { EndpointCells, endpointColumns } from "./EndpointCells";
import styles from "./EndpointList.module.css";
import type { EndpointListState } from "./useEndpointList";

export type EndpointTableProps = {
  state: EndpointListState;
  /** Goes on to the open endpoint. */
  onEnter: () => void;
};

/** The endpoints, one a line. */
export function EndpointTable({ state: { rows = [], cursor, list, onRange, moveTo }, onEnter }: EndpointTableProps) {
  return (
    <VirtualList
      ref={list}
      id="endpoints"
      label="Endpoints"
      count={rows.length}
      columnCount={endpointColumns.length}
      cursor={cursor}
      className={styles.list}
      head={endpointColumns.map(({ name, look, number }) => (
        <span key={name} role="columnheader" className={classes(look && styles[look], number && "num")}>
          {name}
        </span>
      ))}
      renderRow={(index) => rows[index] && <EndpointCells row={rows[index]} />}
      onRange={onRange}
      onRowClick={moveTo}
      onRowDoubleClick={onEnter}
    />
  );
}
