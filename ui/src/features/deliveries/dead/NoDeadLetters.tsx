import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import styles from "../list/NoDeliveries.module.css";

export type NoDeadLettersProps = {
  /** Only some are looked at. */
  narrowed: boolean;
  onAll: () => void;
};

/** What would be here: deliveries that were given up. */
export function NoDeadLetters({ narrowed, onAll }: NoDeadLettersProps) {
  if (narrowed) return <EmptyState title="No dead letter like this" action={<Button name="Look at all of them" onClick={onAll} />} />;
  return (
    <EmptyState title="No dead letters">
      <p>A delivery that its schedule gave up is kept here, with every attempt, until it is recovered: one, those marked, or all since a time.</p>
      <div className={styles.command}>
        <CodeBlock text="hookwright deliveries recover --since 1h" wrap />
      </div>
    </EmptyState>
  );
}
