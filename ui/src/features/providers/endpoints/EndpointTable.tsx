import { MiddleCut } from "../../../components/MiddleCut";
import { useNow } from "../../../components/useNow";
import { VirtualList } from "../../../components/VirtualList";
import sent from "../deliveries/DeliveriesTable.module.css";
import { GroupLine } from "../deliveries/GroupLine";
import type { ProfileDeeds } from "../deliveries/profileDeeds";
import type { Rows } from "../useRows";
import { EnabledMark } from "./EnabledMark";
import type { EndpointGroup, EndpointLine } from "./endpointLines";
import styles from "./EndpointTable.module.css";

export type EndpointTableProps = {
  lines: EndpointLine[];
  rows: Rows;
  deeds: ProfileDeeds;
  onFurther: (group: EndpointGroup) => void;
  onEnter: () => void;
};

const heads: [string, string | undefined][] = [["State", undefined], ["URL", undefined], ["Name", styles.name], ["Events", styles.events]];

/** Where providers send to, under the profile that it was read through. */
export function EndpointTable({ lines, rows, deeds, onFurther, onEnter }: EndpointTableProps) {
  const now = useNow();
  return (
    <VirtualList
      ref={rows.list}
      id="provider-endpoints"
      label="Endpoints of providers"
      count={lines.length}
      columnCount={heads.length}
      cursor={rows.cursor}
      className={styles.list}
      head={heads.map(([name, look]) => (
        <span key={name} role="columnheader" className={look}>
          {name}
        </span>
      ))}
      renderRow={(index) => lines[index] && <Cells line={lines[index]} now={now} deeds={deeds} onFurther={onFurther} />}
      onRowClick={(index) => lines[index]?.kind === "endpoint" && rows.moveTo(index)}
      onRowDoubleClick={onEnter}
    />
  );
}

type CellsProps = { line: EndpointLine; now: number; deeds: ProfileDeeds; onFurther: (group: EndpointGroup) => void };

function Cells({ line, now, deeds, onFurther }: CellsProps) {
  switch (line.kind) {
    case "group":
      return <GroupLine group={line.group} now={now} onOlder={() => onFurther(line.group)} deeds={deeds} />;
    case "endpoint":
      return <EndpointCells {...line.endpoint} events={line.endpoint.events.join(", ")} />;
    case "waiting":
      return <span role="gridcell" className={sent.waiting} />;
    case "none":
      return (
        <span role="gridcell" className={sent.whole}>
          <span className="muted">{line.words}</span>
        </span>
      );
  }
}

type EndpointCellsProps = { url: string | null; name: string | null; events: string; enabled: boolean | null };

function EndpointCells({ url, name, events, enabled }: EndpointCellsProps) {
  return (
    <>
      <span role="gridcell">
        {enabled === null ? <span className="faint">–</span> : <EnabledMark enabled={enabled} />}
      </span>
      <span role="gridcell" className="data" title={url ?? undefined}>
        {url === null ? <span className="faint">not said</span> : <MiddleCut text={url} />}
      </span>
      <span role="gridcell" className={styles.name} title={name ?? undefined}>
        {name ?? <span className="faint">–</span>}
      </span>
      <span role="gridcell" className={`muted ${styles.events}`} title={events}>
        {events === "" ? <span className="faint">not said</span> : events}
      </span>
    </>
  );
}
