import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Frame } from "../../../../components/Frame";
import { Icon } from "../../../../components/Icon";
import { StatusCode } from "../../../../components/StatusCode";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { CaptureHandshake } from "../../../../core/generated/CaptureHandshake";
import { AgreeQuestion } from "./AgreeQuestion";
import styles from "./HandshakeNote.module.css";
import { outcomeSentence } from "./handshakeWords";
import { Learned } from "./Learned";

export type HandshakeNoteProps = { detail: CaptureDetail; handshake: CaptureHandshake };

/** What a provider asked before it sends, what it heard, and what it brought. */
export function HandshakeNote({ detail: { capture, answer }, handshake }: HandshakeNoteProps) {
  const { kind, provider, outcome, detail, learned, visit } = handshake;
  const [asking, setAsking] = useState(false);
  return (
    <div className={styles.note}>
      <Frame
        head={
          <>
            <Icon name="link" size={14} />
            <h3 className="strong">Handshake</h3>
            <span className="data cut grow muted">{kind}</span>
            {answer && <StatusCode status={answer.status} />}
          </>
        }
      >
        <div className={styles.words}>
          <p>{outcomeSentence(outcome, provider)}</p>
          {detail !== null && <p className="muted">{detail}</p>}
          {learned && <Learned learned={learned} source={capture.source} />}
          {visit !== null && <Button name={`Agree at ${new URL(visit).host}…`} icon="link" onClick={() => setAsking(true)} />}
        </div>
      </Frame>
      {visit !== null && asking && <AgreeQuestion capture={capture.id} url={visit} provider={provider} onClose={() => setAsking(false)} />}
    </div>
  );
}
