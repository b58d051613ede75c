import { Button } from "../../../components/Button";
import { KeyField } from "../../../components/KeyField";
import { SecretField } from "../../../components/SecretField";
import { VerdictMark } from "../../../components/VerdictMark";
import { Steps } from "../../../evidence/Steps";
import { useSignaturesSearch } from "../../../shell/signatures";
import { CapturePicker } from "../CapturePicker";
import { drawingOf } from "../drawBody";
import styles from "./Own.module.css";
import type { OwnCheckState } from "./useOwnCheck";

export type OwnCheckProps = { check: OwnCheckState };

/** What the definition makes of a request, as it is typed. */
export function OwnCheck({ check }: OwnCheckProps) {
  const { answer, problem, capture, captureName, setCapture, benchReady, body } = check;
  const [, go] = useSignaturesSearch();
  const { draft, change } = check.bench;
  const SecretOrKey = answer?.summary?.public_key ? KeyField : SecretField;
  const verification = answer?.verification ?? null;
  return (
    <>
      <div className={styles.check}>
        <div className={styles.line}>
          <h3 className={styles.heading}>Check</h3>
          <span role="status" className="row">
            {verification && <VerdictMark verdict={verification.verdict} />}
            <span className="muted">{problem ?? wordsOf(check)}</span>
          </span>
          <span className="grow" />
          {capture !== null && benchReady && <Button name="On the bench's request" small onClick={() => setCapture(null)} />}
          {capture === null && !benchReady && <Button name="Paste a request" small onClick={() => go({ view: undefined })} />}
          <CapturePicker name={captureName ?? "On a capture"} onChoose={setCapture} />
        </div>
        {(capture !== null || benchReady) && draft.secretsFrom === "typed" && (
          <SecretOrKey
            label={answer?.summary?.public_key ? "Public key" : "Secret"}
            aside="Not saved, as on the bench"
            hint={capture === null ? undefined : "Empty: the source's own"}
            value={draft.secrets[0] ?? ""}
            onChange={(secret) => change({ secrets: [secret, ...draft.secrets.slice(1)] })}
          />
        )}
      </div>
      {verification && body && (
        <div className={styles.steps}>
          <Steps verification={verification} drawBody={drawingOf(body)} />
        </div>
      )}
    </>
  );
}

function wordsOf({ answer, capture, benchReady }: OwnCheckState): string {
  if (answer === null) return "";
  if (answer.problem !== null) return "It is tried once the marked line is right.";
  if (capture === null && !benchReady) return "It can be read. Try it on a request:";
  return capture === null ? "on the bench's request" : "on the capture";
}
