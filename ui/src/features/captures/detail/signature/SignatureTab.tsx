import { Button } from "../../../../components/Button";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import { useIntents } from "../../../../shell/intents";
import { uncheckedSentence, verdictSentence } from "../words";
import styles from "./SignatureTab.module.css";
import { Steps } from "./Steps";
import { detailStandsInSteps } from "./steps";
import { TrySecret } from "./TrySecret";

export type SignatureTabProps = { detail: CaptureDetail };

/** Why the signature holds or does not, and another try without saving. */
export function SignatureTab({ detail }: SignatureTabProps) {
  const { editSource } = useIntents();
  const { verification, capture, headers, source_id } = detail;
  const { evidence, verdict } = verification;
  const source = source_id === null ? null : capture.source;
  const unchecked = verdict === "not_checked" && evidence === null;
  return (
    <div className={styles.tab}>
      <Steps capture={capture.id} verification={verification} />
      <div className={styles.sentence}>
        <p>{unchecked ? uncheckedSentence(source) : verdictSentence(verification)}</p>
        {evidence?.detail && verification.reason !== null && !detailStandsInSteps(evidence) && <p className={styles.more}>{evidence.detail}</p>}
        {verdict === "verified" && evidence?.matched_secret && <p className={styles.more}>Matched by {evidence.matched_secret.name}.</p>}
        {verdict === "not_checked" && (
          <Button
            name={source === null ? "Make a source with a scheme" : `Choose a scheme for ${source}`}
            icon="signatures"
            onClick={() => editSource(source)}
          />
        )}
      </div>
      {verdict !== "verified" && (
        <TrySecret capture={capture.id} headers={headers} scheme={evidence?.scheme ?? null} source={source} onEditSource={() => editSource(source)} />
      )}
    </div>
  );
}
