import { useState } from "react";
import { useActions } from "../../shell/keys";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { formatPlural } from "../../components/format";
import { startOf } from "./draft";
import { EditFields } from "./EditFields";
import { NumberFields } from "./NumberFields";
import styles from "./ReplayDialog.module.css";
import { RunPanel } from "./RunPanel";
import { SentAsField } from "./SentAsField";
import { TargetField } from "./TargetField";
import { useDraft } from "./useDraft";
import { useOriginal } from "./useOriginal";
import { useRun } from "./useRun";

export type ReplayDialogProps = {
  captures: string[];
  /** `edit`: the one capture is changed before it is sent. */
  how: "as_is" | "edit";
  onClose: () => void;
};

/** Asks where and how to send captures, and shows how it goes. */
export function ReplayDialog({ captures, how, onClose }: ReplayDialogProps) {
  const single = captures.length === 1 ? (captures[0] ?? null) : null;
  const editing = how === "edit" && single !== null;
  const known = useOriginal(single, editing);
  const { draft, change, changeEdit, recent, problems } = useDraft(known);
  const [tried, setTried] = useState(false);
  const { run, running, problem, start, cancel } = useRun();
  const ready = !running && (!editing || draft.edit !== null);
  const shown = tried ? problems : {};
  const send = () => {
    setTried(true);
    if (Object.keys(problems).length === 0) start(startOf(draft, captures, known.original));
  };
  useActions([
    { id: "replay.send", name: "Send", keys: ["Mod+Enter"], scope: "Replay", icon: "send", run: send, enabled: ready, inDialog: true },
  ]);
  return (
    <Dialog
      title={editing ? "Replay with edits" : `Replay ${formatPlural(captures.length, "capture")}`}
      onClose={onClose}
      size={editing ? "large" : "medium"}
      actions={<Button name={run ? "Send again" : "Send"} look="primary" icon="send" keys="Mod+Enter" disabled={!ready} onClick={send} />}
    >
      <div className={styles.dialog}>
        <Field label="Send to" hint="Without a path, the capture's own path is kept." error={shown.target}>
          <TargetField value={draft.target} recent={recent} onChange={(target) => change({ target })} />
        </Field>
        {draft.edit && (
          <EditFields edit={draft.edit} onChange={changeEdit} problems={shown} withBody={known.original?.body !== null} note={known.note} />
        )}
        <SentAsField afresh={draft.afresh} edited={editing} refusal={known.refusal} onChange={(afresh) => change({ afresh })} />
        <NumberFields draft={draft} onChange={change} problems={shown} />
        {(known.problem ?? problem) && <p role="alert" className={styles.problem}>{known.problem ?? problem}</p>}
        {run && <RunPanel run={run} onCancel={cancel} />}
      </div>
    </Dialog>
  );
}
