// A request that was pasted, as a request.
import { useEffect, useState } from "react";
import { useSettled } from "../../../components/useSettled";
import type { ReadAnswer } from "../../../core/generated/ReadAnswer";
import { useChange } from "../../../core/queries";
import { partsOf } from "./draft";
import type { Bench } from "./useBench";

const SETTLED_MS = 150;

/** What came of reading it, or why it could not be read. */
export type ReadRequest = { answer: ReadAnswer | null; problem: string | null };

/** Reads what was pasted and puts it on the bench, whatever is shown of the request meanwhile. */
export function useReadRequest({ pasted, change }: Bench): ReadRequest {
  const { mutate } = useChange("signature.read");
  const [read, setRead] = useState<ReadRequest>({ answer: null, problem: null });
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
