import { classes } from "../components/classes";
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
          <dd className={classes("data selectable", !matches && styles.other)}>{received ?? "absent"}</dd>
          {!matches && (
            <>
              <dt title={what}>{what}</dt>
              <dd className="data selectable">{expected}</dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}
