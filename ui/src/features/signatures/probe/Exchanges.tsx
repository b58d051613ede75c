import { Fragment } from "react";
import { classes } from "../../../components/classes";
import { formatPlural } from "../../../components/format";
import { Icon } from "../../../components/Icon";
import { StatusCode } from "../../../components/StatusCode";
import type { ProbeExchange } from "../../../core/generated/ProbeExchange";
import { groupsOf, type Judged, judge } from "./findingWords";
import styles from "./Exchanges.module.css";

export type ExchangesProps = {
  exchanges: ProbeExchange[];
  /** Places of those that the open finding rests on. */
  marked: number[];
  onOpen: (place: number) => void;
};

/** Every request that was sent, by what a right handler does with it. */
export function Exchanges({ exchanges, marked, onOpen }: ExchangesProps) {
  return (
    <div className={styles.box} tabIndex={0} role="region" aria-label="Requests that were sent">
      <table className={styles.table}>
        <thead>
          <tr>
            <th>What was sent</th>
            <th className={styles.differs}>What differs</th>
            <th className="num">Answered</th>
            <th className="num">Took</th>
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {groupsOf(exchanges).map(({ name, rows, wrong }) => (
            <Fragment key={name}>
              <tr className={styles.group}>
                <th colSpan={5} scope="rowgroup">
                  <span className="strong">{name}</span> {formatPlural(rows.length, "variant")}
                  {wrong > 0 && `, ${wrong} wrong`}
                </th>
              </tr>
              {rows.map(({ exchange, place }) => (
                <Row key={place} exchange={exchange} marked={marked.includes(place)} onOpen={() => onOpen(place)} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
    </div>
  );
}

type RowProps = { exchange: ProbeExchange; marked: boolean; onOpen: () => void };

function Row({ exchange, marked, onOpen }: RowProps) {
  const { name, differs, status, took_ms: took } = exchange;
  return (
    <tr className={classes(marked && styles.marked)}>
      <td title={name}>
        <button type="button" className={styles.name} onClick={onOpen}>
          {name}
        </button>
      </td>
      <td className={classes("data", styles.differs)} title={differs}>
        {differs}
      </td>
      <td className="num">
        <StatusCode status={status} />
      </td>
      <td className="num muted">{took} ms</td>
      <td>
        <Result judged={judge(exchange)} />
      </td>
    </tr>
  );
}

function Result({ judged }: { judged: Judged }) {
  if (judged === "right") return <Mark className={styles.right} icon="check" word="Right" />;
  if (judged === "wrong") return <Mark className={styles.wrong} icon="x" word="Wrong" />;
  return <span className="muted">{judged === "accepted" ? "Accepted" : judged === "refused" ? "Refused" : "Nothing"}</span>;
}

function Mark({ className, icon, word }: { className: string | undefined; icon: "check" | "x"; word: string }) {
  return (
    <span className={classes(styles.mark, className)}>
      <Icon name={icon} size={14} />
      {word}
    </span>
  );
}
