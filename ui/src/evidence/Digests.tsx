import { MiddleCut } from "../components/MiddleCut";
import type { Comparison } from "../core/generated/Comparison";
import styles from "./Digests.module.css";

export type DigestsProps = {
  comparisons: Comparison[];
  /** Whether the secret itself came: it is not told. */
  token: boolean;
};

/** What came beside what each secret gives. */
export function Digests({ comparisons, token }: DigestsProps) {
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
              unseen(token, matches)
            ) : (
              <MiddleCut text={expected} className={matches ? styles.same : matched ? undefined : styles.other} />
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** What a comparison came to whose other side is not shown. */
function unseen(token: boolean, matches: boolean): string {
  if (token) return matches ? "It is the same" : "It is another one";
  return `The public key ${matches ? "confirms" : "does not confirm"} it`;
}

/** One line a secret, the matching comparison first. */
function expectedOf(comparisons: Comparison[]): Comparison[] {
  const sorted = [...comparisons].sort((a, b) => Number(b.matches) - Number(a.matches));
  const key = ({ secret, expected }: Comparison) => `${secret.name} ${expected ?? ""}`;
  return sorted.filter((one, index) => sorted.findIndex((other) => key(other) === key(one)) === index);
}
