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
  /** Hands what was tried over to the source. */
  onUse: () => void;
};

/** What came of a try, and how to keep it. */
export function TriedOutcome({ capture, verification, source, onUse }: TriedOutcomeProps) {
  return (
    <div className={styles.outcome} role="status">
      <p className={styles.verdict}>
        <VerdictMark verdict={verification.verdict} look="badge" />
        {verdictSentence(verification)}
      </p>
      {verification.verdict === "verified" && (
        <p className={styles.use}>
          <Button name={source === null ? "Make a source with it…" : `Use it for ${source}…`} look="primary" onClick={onUse} />
          <span className="faint">Scheme and secret are filled in there; nothing is saved before you say so.</span>
        </p>
      )}
      <Steps verification={verification} drawBody={(length) => <SignedBody capture={capture} length={length} />} />
    </div>
  );
}
