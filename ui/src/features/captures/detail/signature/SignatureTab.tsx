import { Button } from "../../../../components/Button";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import { Steps } from "../../../../evidence/Steps";
import { useIntents } from "../../../../shell/intents";
import { uncheckedSentence } from "../words";
import styles from "./SignatureTab.module.css";
import { SignedBody } from "./SignedBody";
import { TrySecret } from "./TrySecret";

export type SignatureTabProps = { detail: CaptureDetail };

/** Why the signature holds or does not, and another try without saving. */
export function SignatureTab({ detail }: SignatureTabProps) {
  const { editSource } = useIntents();
  const { verification, capture, headers, source_id } = detail;
  const { evidence, verdict } = verification;
  const source = source_id === null ? null : capture.source;
  return (
    <div className={styles.tab}>
      <Steps verification={verification} drawBody={(length) => <SignedBody capture={capture.id} length={length} />} />
      {verdict === "not_checked" && (
        <div className={styles.sentence}>
          {evidence === null && <p>{uncheckedSentence(source)}</p>}
          <Button
            name={source === null ? "Make a source with a scheme" : `Choose a scheme for ${source}`}
            icon="signatures"
            onClick={() => editSource(source)}
          />
        </div>
      )}
      {verdict !== "verified" && (
        <TrySecret capture={capture.id} headers={headers} scheme={evidence?.scheme ?? null} source={source} onEditSource={() => editSource(source)} />
      )}
    </div>
  );
}
