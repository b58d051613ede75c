import { formatCount, formatPlural } from "../../../components/format";
import { StatusCode } from "../../../components/StatusCode";
import type { AnswerGroup } from "../../../core/generated/AnswerGroup";
import { failureKindWord } from "../words";
import styles from "./Answers.module.css";

export type AnswersProps = { answers: AnswerGroup[] };

/** Answers that are alike, counted, and how many more or fewer than before. */
export function Answers({ answers }: AnswersProps) {
  const most = Math.max(1, ...answers.map(({ count }) => count));
  const compared = answers.some(({ change }) => change !== null);
  return (
    <section className={styles.answers} aria-label="Answers">
      <div className={styles.head}>
        <span className="strong">Answers</span>
        <span className="count">{formatPlural(answers.length, "kind")}</span>
      </div>
      <div className={styles.box} tabIndex={0} role="group" aria-label="Kinds of answers">
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">Answer</th>
              <th scope="col">Body begins with</th>
              <th scope="col" className="num">Count</th>
              <th scope="col" className={styles.meterCell}><span className="sr">Share</span></th>
              {compared && <th scope="col" className="num">Change</th>}
            </tr>
          </thead>
          <tbody>
            {answers.map((group) => (
              <Row key={`${group.status} ${group.failure} ${group.begins}`} group={group} most={most} compared={compared} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

type RowProps = { group: AnswerGroup; most: number; compared: boolean };

function Row({ group: { status, failure, begins, count, change }, most, compared }: RowProps) {
  const text = begins === null ? "(various)" : begins === "" ? "(empty)" : begins;
  return (
    <tr>
      <td>
        <StatusCode status={status} word={failureKindWord(failure)} />
      </td>
      <td className="data muted" title={text}>{text}</td>
      <td className="num muted">{formatCount(count)}</td>
      <td className={styles.meterCell} aria-hidden>
        <span className={styles.meter}><i style={{ width: count === 0 ? 0 : `${Math.max(2, (count / most) * 100)}%` }} /></span>
      </td>
      {compared && <td className="num muted">{change === null ? "" : signed(change)}</td>}
    </tr>
  );
}

function signed(change: number): string {
  if (change === 0) return "0";
  return `${change > 0 ? "+" : "−"}${formatCount(Math.abs(change))}`;
}
