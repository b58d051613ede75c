import { nothing } from "../../../../core/client";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useCommand } from "../../../../core/queries";
import { Steps } from "../../../../evidence/Steps";
import { HandshakeNote } from "../handshake/HandshakeNote";
import { CheckAgain } from "./CheckAgain";
import { SignedBody } from "./SignedBody";
import styles from "./SignatureTab.module.css";
import { TrySecret } from "./TrySecret";
import { Unchecked } from "./Unchecked";
import { useFindings } from "./useFindings";
import { Why } from "./Why";

export type SignatureTabProps = { detail: CaptureDetail };

/** Why the signature holds or does not, what mends it, and another try without saving. */
export function SignatureTab({ detail }: SignatureTabProps) {
  const { verification, capture, source_id, handshake } = detail;
  const sources = useCommand("sources.list", nothing);
  const source = sources.data?.find((each) => each.source.id === source_id) ?? null;
  // Without the sources one cannot say what is missing: a moment, and the steps stand already.
  const known = sources.data !== undefined || sources.error !== null;
  return (
    <div className={styles.tab}>
      {handshake && <HandshakeNote detail={detail} handshake={handshake} />}
      <Steps verification={verification} drawBody={(length) => <SignedBody capture={capture.id} length={length} />} />
      {known && <Below detail={detail} source={source} />}
    </div>
  );
}

type BelowProps = { detail: CaptureDetail; source: SourceOverview | null };

/** What follows the steps, by how they ended. */
function Below({ detail, source }: BelowProps) {
  const { capture, verification } = detail;
  const { verdict } = verification;
  const findings = useFindings(detail, source);
  const next = findings.mended || (verdict === "not_checked" && verification.evidence?.key_url == null);
  return (
    <>
      <div className={styles.finding}>
        {source !== null && findings.why && <Why findings={findings} why={findings.why} source={source} />}
        {verdict === "not_checked" && <Unchecked detail={detail} source={source} who={findings.who} />}
      </div>
      {/* Its place stays the same whatever the verdict becomes: how a run ended must not vanish. */}
      {source !== null && source.source.scheme !== null && findings.settled && (
        <div className={styles.again}>
          <CheckAgain capture={capture.id} source={source} look={next ? "primary" : "plain"} />
        </div>
      )}
      {verdict !== "verified" && findings.settled && <TrySecret detail={detail} source={source} />}
    </>
  );
}
