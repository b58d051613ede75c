import { type ClipboardEvent, useEffect, useState } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { formatBytes, formatPlural } from "../../../components/format";
import { TextArea } from "../../../components/TextArea";
import { useSettled } from "../../../components/useSettled";
import type { ReadAnswer } from "../../../core/generated/ReadAnswer";
import type { RequestForm } from "../../../core/generated/RequestForm";
import { useChange } from "../../../core/queries";
import { bytesOf } from "../bytes";
import styles from "./Bench.module.css";
import { hasRequest, partsOf } from "./draft";
import type { Bench } from "./useBench";

const SETTLED_MS = 150;

const forms: Record<RequestForm, string> = { http: "HTTP request", curl: "cURL command", headers: "Header lines" };

export type PasteRequestProps = {
  bench: Bench;
  /** Shows what was read as fields. */
  onFields: () => void;
};

/** A request as text: what was copied from a log, a tool or a terminal. */
export function PasteRequest({ bench, onFields }: PasteRequestProps) {
  const { pasted, setPasted } = bench;
  const { answer, problem } = useRead(bench);
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

/** Reads what was pasted and puts it on the bench. */
function useRead({ pasted, change }: Bench): { answer: ReadAnswer | null; problem: string | null } {
  const { mutate } = useChange("signature.read");
  const [read, setRead] = useState<{ answer: ReadAnswer | null; problem: string | null }>({ answer: null, problem: null });
  // What was read before stays as it was edited since.
  const [before] = useState(pasted);
  const text = useSettled(pasted, SETTLED_MS);
  useEffect(() => {
    if (text === before) return;
    if (text.trim() === "") return setRead({ answer: null, problem: null });
    mutate(
      { text },
      {
        onSuccess: (answer) => {
          setRead({ answer, problem: null });
          change(partsOf(answer.request));
        },
        onError: ({ message }) => setRead({ answer: null, problem: message }),
      },
    );
    // `change` is new with every render; only another text is read.
  }, [text, before, mutate]);
  return read;
}
