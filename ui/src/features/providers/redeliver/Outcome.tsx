import { CodeBlock } from "../../../components/CodeBlock";
import { CopyButton } from "../../../components/CopyButton";
import type { RedeliveryOutcome } from "../../../core/generated/RedeliveryOutcome";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import { useCall } from "../../../core/queries";
import page from "../ProvidersPage.module.css";
import { refusalSentence } from "./refusalWords";
import styles from "./RedeliverPane.module.css";
import { TraceOf } from "./TraceOf";

export type OutcomeProps = {
  /** What stands above it. */
  title: string;
  row: RedeliveryRow;
  /** Offers the call as a command. */
  copyable?: boolean;
};

/** What came of it: how far it got, and what the provider and the receiver said. */
export function Outcome({ title, row, copyable = true }: OutcomeProps) {
  const call = useCall();
  return (
    <section className={styles.section} aria-label={title}>
      <div role="status">
        <TraceOf title={title} row={row} />
      </div>
      {row.outcome && <Said outcome={row.outcome} />}
      {copyable && row.attempt !== null && (
        <div className={page.line}>
          <CopyButton name="Copy as cURL" withWord text={async () => (await call("redeliveries.as_curl", { id: row.id })).text} />
        </div>
      )}
    </section>
  );
}

function Said({ outcome }: { outcome: RedeliveryOutcome }) {
  switch (outcome.kind) {
    case "replayed":
      return outcome.replay.response_body === null ? null : (
        <>
          <h4 className="label">The receiver answered</h4>
          <CodeBlock text={outcome.replay.response_body} wrap />
        </>
      );
    case "accepted":
      return (
        <>
          <h4 className="label">The provider answered</h4>
          <CodeBlock text={JSON.stringify(outcome.answer, null, 2)} wrap />
        </>
      );
    case "refused":
      return (
        <>
          <p className={styles.words}>{refusalSentence(outcome.refusal.reason)}</p>
          <CodeBlock text={outcome.refusal.words} wrap />
        </>
      );
    case "unreadable":
      return <p className={styles.words}>{outcome.message}</p>;
    case "unanswered":
      return <p className={styles.words}>{outcome.failure.message}</p>;
  }
}
