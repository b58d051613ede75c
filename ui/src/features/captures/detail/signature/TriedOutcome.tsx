import { Button } from "../../../../components/Button";
import { VerdictMark } from "../../../../components/VerdictMark";
import type { Verification } from "../../../../core/generated/Verification";
import { Steps } from "../../../../evidence/Steps";
import { verdictSentence } from "../../../../evidence/verdictWords";
import { SignedBody } from "./SignedBody";
import styles from "./TrySecret.module.css";

export type TriedOutcomeProps = {
  capture: string;
  verification: Verification;
  /** `null`: the capture's path belongs to none. */
  source: string | null;
  onEditSource: () => void;
};

/** What came of a try, and how to keep it. */
export function TriedOutcome({ capture, verification, source, onEditSource }: TriedOutcomeProps) {
  return (
    <div className={styles.outcome} role="status">
      <p className={styles.verdict}>
        <VerdictMark verdict={verification.verdict} look="badge" />
        {verdictSentence(verification)}
      </p>
      {verification.verdict === "verified" && (
        <p className={styles.use}>
          <Button name={source === null ? "Make a source with it" : `Use it for ${source}`} look="primary" onClick={onEditSource} />
          <span className="faint">Choose the scheme and paste the secret there.</span>
        </p>
      )}
      <Steps verification={verification} drawBody={(length) => <SignedBody capture={capture} length={length} />} />
    </div>
  );
}
