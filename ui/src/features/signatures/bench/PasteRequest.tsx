import type { ClipboardEvent } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { formatBytes, formatPlural } from "../../../components/format";
import { TextArea } from "../../../components/TextArea";
import type { ReadAnswer } from "../../../core/generated/ReadAnswer";
import type { RequestForm } from "../../../core/generated/RequestForm";
import { bytesOf } from "../bytes";
import styles from "./Bench.module.css";
import { hasRequest } from "./draft";
import type { Bench } from "./useBench";
import type { ReadRequest } from "./useReadRequest";

const forms: Record<RequestForm, string> = { http: "HTTP request", curl: "cURL command", headers: "Header lines" };

export type PasteRequestProps = {
  bench: Bench;
  /** What came of what was pasted. */
  read: ReadRequest;
  /** Shows what was read as fields. */
  onFields: () => void;
};

/** A request as text: what was copied from a log, a tool or a terminal. */
export function PasteRequest({ bench, read: { answer, problem }, onFields }: PasteRequestProps) {
  const { pasted, setPasted } = bench;
  const onPaste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const { value, selectionStart, selectionEnd } = event.currentTarget;
    const text = event.clipboardData.getData("text/plain");
    // The field itself would turn carriage returns into line feeds, which changes the body.
    if (!text.includes("\r") || selectionEnd - selectionStart < value.length) return;
    event.preventDefault();
    setPasted(text);
  };
  return (
    <>
      <Field label="Raw HTTP request, cURL command, or header lines" error={problem} hint={pasted === "" && hasRequest(bench.draft) && "A request lies on the bench already: what is pasted takes its place."}>
        <TextArea
          mono
          rows={10}
          value={pasted}
          onChange={setPasted}
          onPaste={onPaste}
          placeholder={'curl https://example.com/hooks \\\n  -H "Stripe-Signature: t=1769860800,v1=…" \\\n  --data-raw \'{"id":"evt_1"}\''}
        />
      </Field>
      {answer && problem === null && <WhatWasRead answer={answer} onFields={onFields} />}
    </>
  );
}

function WhatWasRead({ answer: { form, request, notes }, onFields }: { answer: ReadAnswer; onFields: () => void }) {
  const size = bytesOf(request.body).length;
  return (
    <div role="status">
      <p className={styles.read}>
        <span>
          {forms[form]}: <span className="data">{request.method}</span>, {formatPlural(request.headers.length, "header")}, {size === 0 ? "no body" : `${formatBytes(size)} body`}
        </span>
        <Button name="Edit the fields" look="plain" icon="edit" small onClick={onFields} />
      </p>
      {notes.map((note) => (
        <p key={note} className={styles.note}>
          {note}
        </p>
      ))}
    </div>
  );
}
