import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import { useIntents } from "../../../shell/intents";
import styles from "./NoDeliveries.module.css";

const COMMAND = "hookwright deliver --to http://localhost:3000/webhooks --body event.json --schedule svix --speed 1000";

/** What deliveries are, and the step that brings the first one. */
export function NoDeliveries() {
  const { deliver } = useIntents();
  return (
    <EmptyState title="Nothing was delivered yet" action={<Button name="Deliver an event…" look="primary" icon="deliveries" keys="n" onClick={() => deliver()} />}>
      <p>Hookwright sends events as a provider does: signed, with retries on the provider's schedule, and every attempt kept. Turn the clock, and three days pass in seconds.</p>
      <div className={styles.command}>
        <CodeBlock text={COMMAND} wrap />
      </div>
    </EmptyState>
  );
}
