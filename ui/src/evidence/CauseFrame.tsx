import type { ReactNode } from "react";
import { classes } from "../components/classes";
import { Frame } from "../components/Frame";
import { Icon } from "../components/Icon";
import type { Cause } from "../core/generated/Cause";
import type { Verification } from "../core/generated/Verification";
import styles from "./CauseFrame.module.css";
import { CauseSteps } from "./CauseSteps";
import { codeOf, handlerHelps, heldDigest, schemeFor } from "./causeWords";
import { HandlerCode } from "./HandlerCode";
import { ProofView } from "./ProofView";

export type CauseFrameProps = {
  cause: Cause;
  verification: Verification;
  mends: ReactNode;
  /** Only its sentence is shown, until it is opened. */
  closed?: boolean;
  /** Opens and closes it; the best cause is always open. */
  onToggle?: () => void;
};

/** One explanation: a sentence, its proof, what mends it here, and the fix in code. */
export function CauseFrame({ cause, verification, mends, closed = false, onToggle }: CauseFrameProps) {
  const scheme = schemeFor(cause, verification);
  return (
    <Frame head={onToggle ? <Toggle cause={cause} closed={closed} onToggle={onToggle} /> : <Head cause={cause} />}>
      {!closed && (
        <div className={styles.cause}>
          <p className={styles.sentence}>{cause.sentence}</p>
          {cause.steps.length > 1 && <CauseSteps steps={cause.steps} />}
          <ProofView proof={cause.proof} held={heldDigest(verification, cause)} />
          {(cause.steps.length < 2 || mends) && (
            <div className={styles.helps}>
              {cause.steps.length < 2 && <p>{cause.fix}</p>}
              {mends}
            </div>
          )}
          {scheme !== null && handlerHelps(cause) && <HandlerCode scheme={{ id: scheme }} />}
        </div>
      )}
    </Frame>
  );
}

function Head({ cause }: { cause: Cause }) {
  return (
    <>
      <h3 className="strong">Why</h3>
      <span className="data cut grow muted">{codeOf(cause)}</span>
      <Proven />
    </>
  );
}

function Toggle({ cause, closed, onToggle }: { cause: Cause; closed: boolean; onToggle: () => void }) {
  return (
    <button type="button" className={styles.toggle} aria-expanded={!closed} onClick={onToggle}>
      <Icon name={closed ? "right" : "down"} size={12} />
      <span className={classes("cut grow", closed && "muted")}>{closed ? cause.sentence : "Or"}</span>
      <span className="data faint">{codeOf(cause)}</span>
      {!closed && <Proven />}
    </button>
  );
}

/** A cause without a matching digest is never stated. */
function Proven() {
  return (
    <span className={styles.proven}>
      <Icon name="verified" size={14} />
      Proven by digest
    </span>
  );
}
