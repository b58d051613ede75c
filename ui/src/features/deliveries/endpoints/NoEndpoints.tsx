import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import styles from "../list/NoDeliveries.module.css";

const COMMAND = "hookwright endpoint add shop --url http://localhost:3000/webhooks --schedule svix --speed 1000";

export type NoEndpointsProps = { onAdd: () => void };

/** What an endpoint is, and the step that brings the first one. */
export function NoEndpoints({ onAdd }: NoEndpointsProps) {
  return (
    <EmptyState title="No endpoint yet" action={<Button name="Add an endpoint…" look="primary" icon="plus" keys="a" onClick={onAdd} />}>
      <p>An endpoint is a URL that events are delivered to: with its signature, its schedule of retries, its pace, and a clock that you can turn.</p>
      <div className={styles.command}>
        <CodeBlock text={COMMAND} wrap />
      </div>
    </EmptyState>
  );
}
