import { CodeBlock } from "../../../components/CodeBlock";
import type { Redelivery } from "../../../core/generated/Redelivery";
import page from "../ProvidersPage.module.css";
import { refusalSentence } from "./refusalWords";
import styles from "./RedeliverPane.module.css";
import { Trace } from "./Trace";
import { askedSteps, replayedSteps } from "./trace";

export type OutcomeProps = { redelivery: Redelivery };

/** What came of it: how far it got, and what the provider and the receiver said. */
export function Outcome({ redelivery }: OutcomeProps) {
  const steps = [...askedSteps(redelivery), ...replayedSteps(redelivery)];
  return (
    <div className={styles.section} role="status">
      <h3 className={page.heading}>Just now</h3>
      <Trace label={`Redelivery of ${redelivery.id}`} steps={steps} />
      <Said redelivery={redelivery} />
    </div>
  );
}

function Said({ redelivery: { outcome } }: OutcomeProps) {
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
