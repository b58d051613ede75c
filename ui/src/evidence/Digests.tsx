import { MiddleCut } from "../components/MiddleCut";
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
          <dd>
            <MiddleCut text={text} />
          </dd>
        </div>
      ))}
      {expectedOf(comparisons).map(({ secret, expected, matches }, index) => (
        <div key={index}>
          <dt title={secret.name}>with {secret.name}</dt>
          <dd>
            {expected === null ? (
              `The public key ${matches ? "confirms" : "does not confirm"} it`
            ) : (
              <MiddleCut text={expected} className={matches ? styles.same : matched ? undefined : styles.other} />
            )}
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
