import { classes } from "../components/classes";
import type { Comparison } from "../core/generated/Comparison";
import styles from "./Digests.module.css";

export type DigestsProps = { comparisons: Comparison[] };

/** What came beside what each secret gives. */
export function Digests({ comparisons }: DigestsProps) {
  const received = [...new Set(comparisons.map((comparison) => comparison.received))];
  const matched = comparisons.some((comparison) => comparison.matches);
  return (
    <dl className={styles.digests}>
      {received.map((text) => (
        <div key={text}>
          <dt>in the request</dt>
          <dd className="data selectable">{text}</dd>
        </div>
      ))}
      {expectedOf(comparisons).map(({ secret, expected, matches }, index) => (
        <div key={index}>
          <dt title={secret.name}>with {secret.name}</dt>
          <dd className={classes("data selectable", matches ? styles.same : !matched && styles.other)}>
            {expected ?? (matches ? "the public key confirms it" : "the public key does not confirm it")}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** One line a secret, the matching comparison first. */
function expectedOf(comparisons: Comparison[]): Comparison[] {
  const sorted = [...comparisons].sort((a, b) => Number(b.matches) - Number(a.matches));
  const key = ({ secret, expected }: Comparison) => `${secret.name} ${expected ?? ""}`;
  return sorted.filter((one, index) => sorted.findIndex((other) => key(other) === key(one)) === index);
}
