import { VerdictMark } from "../../../components/VerdictMark";
import { Steps } from "../../../evidence/Steps";
import { verdictSentence } from "../../../evidence/verdictWords";
import { drawingOf } from "../drawBody";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { type BenchDraft, requestOf, verifyOf } from "./draft";
import { LiveResult } from "./LiveResult";
import { Missing } from "./Missing";

export type VerifyTabProps = { draft: BenchDraft };

/** Whether the signature holds, step by step. */
export function VerifyTab({ draft }: VerifyTabProps) {
  const asked = verifyOf(draft);
  const live = useLive("signature.verify", asked);
  return (
    <LiveResult live={live} failed="This cannot be checked" missing={asked === null ? <Missing draft={draft} what="The check" /> : null}>
      {(verification) => (
        <>
          <p className={styles.verdict} role="status">
            <VerdictMark verdict={verification.verdict} look="badge" />
            {verification.evidence === null && verdictSentence(verification)}
          </p>
          <Steps verification={verification} drawBody={drawingOf(requestOf(draft).body)} />
        </>
      )}
    </LiveResult>
  );
}
