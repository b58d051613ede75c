import { nothing } from "../../../../core/client";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import { useCommand } from "../../../../core/queries";
import { Steps } from "../../../../evidence/Steps";
import { HandshakeNote } from "../handshake/HandshakeNote";
import { CheckAgain } from "./CheckAgain";
import styles from "./SignatureTab.module.css";
import { SignedBody } from "./SignedBody";
import { TrySecret } from "./TrySecret";
import { Unchecked } from "./Unchecked";
import { Why } from "./Why";

export type SignatureTabProps = { detail: CaptureDetail };

/** Why the signature holds or does not, what mends it, and another try without saving. */
export function SignatureTab({ detail }: SignatureTabProps) {
  const { verification, capture, source_id } = detail;
  const sources = useCommand("sources.list", nothing);
  const source = sources.data?.find((each) => each.source.id === source_id) ?? null;
  // Without the sources one cannot say what is missing: a moment, and the steps stand already.
  const known = sources.data !== undefined || sources.error !== null;
  return (
    <div className={styles.tab}>
      {detail.handshake && <HandshakeNote detail={detail} handshake={detail.handshake} />}
      <Steps verification={verification} drawBody={(length) => <SignedBody capture={capture.id} length={length} />} />
      {known && <Below detail={detail} source={source} />}
    </div>
  );
}

type BelowProps = { detail: CaptureDetail; source: Parameters<typeof Why>[0]["source"] | null };

/** What follows the steps, by how they ended. */
function Below({ detail, source }: BelowProps) {
  const { capture, verification } = detail;
  const attempt = <TrySecret detail={detail} source={source} />;
  if (verification.verdict === "verified") {
    return source === null ? null : <div className={styles.again}><CheckAgain capture={capture.id} source={source} look="plain" /></div>;
  }
  if (verification.verdict === "not_checked") return <Unchecked detail={detail} source={source}>{attempt}</Unchecked>;
  // Nobody says with what: the source is gone, or its scheme was taken off.
  if (source === null || source.source.scheme === null) return attempt;
  return <Why detail={detail} source={source}>{attempt}</Why>;
}
