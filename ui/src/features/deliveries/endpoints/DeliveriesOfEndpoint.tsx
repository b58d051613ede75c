import { Link } from "@tanstack/react-router";
import { Button } from "../../../components/Button";
import { StatusCode } from "../../../components/StatusCode";
import { deliveriesSearch } from "../../../shell/deliveries";
import { StateMark } from "../StateMark";
import { failureWord } from "../words";
import styles from "./EndpointDetail.module.css";
import type { LastAnswer } from "./health";

const SHOWN = 5;

export type DeliveriesOfEndpointProps = {
  /** Newest first. */
  answers: LastAnswer[];
  onAll: () => void;
};

/** What an endpoint was sent last. */
export function DeliveriesOfEndpoint({ answers, onAll }: DeliveriesOfEndpointProps) {
  return (
    <>
      <div className={styles.between}>
        <h3 className={styles.heading}>Last deliveries</h3>
        {answers.length > SHOWN && <Button name="Show all" look="plain" small onClick={onAll} />}
      </div>
      {answers.length === 0 && <p className="muted">None yet. A test event shows at once how it answers.</p>}
      <ul className={styles.last}>
        {answers.slice(0, SHOWN).map(({ id, state, event_type, attempts, last_status, last_failure }) => (
          <li key={id}>
            <Link to="/deliveries" search={deliveriesSearch({ delivery: id })} className={styles.one}>
              <StateMark state={state} look="row" />
              <span className="grow cut">{event_type || "no event type"}</span>
              {attempts > 0 && <StatusCode status={last_status} word={failureWord(last_failure)} />}
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
