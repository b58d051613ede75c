import { MiddleCut } from "../components/MiddleCut";
import type { ClaimCheck } from "../core/generated/ClaimCheck";
import styles from "./Digests.module.css";

export type ClaimsProps = { claims: ClaimCheck[] };

/** What the signed text says of the request, and what is so where it is something else. */
export function Claims({ claims }: ClaimsProps) {
  return (
    <dl className={styles.digests}>
      {claims.map(({ place, what, expected, received, matches }) => (
        <div key={place}>
          <dt title={`${place}: ${what}`}>{place}</dt>
          <dd>{received === null ? "absent" : <MiddleCut text={received} className={matches ? undefined : styles.other} />}</dd>
          {!matches && (
            <>
              <dt title={what}>{what}</dt>
              <dd>
                <MiddleCut text={expected} />
              </dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}
