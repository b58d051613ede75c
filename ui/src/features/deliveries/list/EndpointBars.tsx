import { classes } from "../../../components/classes";
import { formatCount } from "../../../components/format";
import { MiddleCut } from "../../../components/MiddleCut";
import type { DeliveryState } from "../../../core/generated/DeliveryState";
import type { EndpointCount } from "../../../core/generated/EndpointCount";
import { countIn } from "../words";
import styles from "./Readings.module.css";

/** As many as fit beside the readings. */
const SHOWN = 3;

export type EndpointBarsProps = { endpoints: EndpointCount[] };

const parts: { name: string; look: string; states: DeliveryState[] }[] = [
  { name: "succeeded", look: "succeeded", states: ["succeeded"] },
  { name: "waiting or retrying", look: "waiting", states: ["pending", "running", "retrying", "paused"] },
  { name: "failed", look: "failed", states: ["failed"] },
  { name: "cancelled", look: "cancelled", states: ["cancelled"] },
];

/** How deliveries fare at each endpoint: a bar of its states, the busiest first. */
export function EndpointBars({ endpoints }: EndpointBarsProps) {
  const rows = endpoints
    .map(({ endpoint, name, by_state }) => ({ endpoint, name, total: by_state.reduce((sum, { total }) => sum + total, 0), by_state }))
    .filter(({ total }) => total > 0)
    .sort((one, other) => other.total - one.total);
  if (rows.length === 0) return null;
  return (
    <table className={styles.bars}>
      <caption className="sr">States of the deliveries by endpoint</caption>
      <tbody>
        {rows.slice(0, SHOWN).map(({ endpoint, name, total, by_state }) => {
          const shares = parts.map((part) => ({ ...part, count: countIn(by_state, ...part.states) })).filter(({ count }) => count > 0);
          const words = shares.map(({ name: state, count }) => `${formatCount(count)} ${state}`).join(", ");
          return (
            <tr key={endpoint} title={`${name}: ${words}`}>
              <th scope="row" aria-label={name}><MiddleCut text={name} look="name" /></th>
              <td>
                <span className={styles.bar} role="img" aria-label={words}>
                  {shares.map(({ look, count }) => (
                    <span key={look} className={classes(styles.part, styles[look])} style={{ flexGrow: count }} />
                  ))}
                </span>
              </td>
              <td className="count">{formatCount(total)}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
