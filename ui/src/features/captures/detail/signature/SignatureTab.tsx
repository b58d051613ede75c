import { useIntents } from "../../../../shell/intents";
import { Button } from "../../../../components/Button";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import { verdictSentence } from "../words";
import styles from "./SignatureTab.module.css";
import { Steps } from "./Steps";
import { TrySecret } from "./TrySecret";

export type SignatureTabProps = { detail: CaptureDetail };

/** Why the signature holds or does not, and another try without saving. */
export function SignatureTab({ detail }: SignatureTabProps) {
  const { editSource } = useIntents();
  const { verification, capture, source_id } = detail;
  const { evidence } = verification;
  return (
    <>
      <Steps verification={verification} />
      <div className={styles.sentence}>
        <p>{verdictSentence(verification)}</p>
        {evidence?.detail && verification.reason !== null && <p className="muted">{evidence.detail}</p>}
        {verification.verdict === "verified" && evidence?.matched_secret && <p className="muted">Matched by {evidence.matched_secret.name}.</p>}
        {verification.verdict === "not_checked" && (
          <Button
            name={source_id === null ? "Make a source with a scheme" : `Choose a scheme for ${capture.source}`}
            look="primary"
            icon="signatures"
            onClick={() => editSource(source_id === null ? null : capture.source)}
          />
        )}
      </div>
      {verification.verdict !== "verified" && (
        <TrySecret capture={capture.id} scheme={evidence?.scheme ?? null} onEditSource={source_id === null ? null : () => editSource(capture.source)} />
      )}
    </>
  );
}
