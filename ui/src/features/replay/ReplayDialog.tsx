import { useState } from "react";
import { useActions } from "../../app/keys";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { formatPlural } from "../../components/format";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";
import { type Draft, newDraft, problemsOf, startOf } from "./draft";
import { lastTarget, offeredTargets } from "./lastTarget";
import styles from "./ReplayDialog.module.css";
import { ReplayForm } from "./ReplayForm";
import { RunPanel } from "./RunPanel";
import { useRun } from "./useRun";

export type ReplayDialogProps = {
  captures: string[];
  /** `edit`: the one capture is changed before it is sent. */
  how: "as_is" | "edit";
  onClose: () => void;
};

/** Asks where and how to send captures, and shows how it goes. */
export function ReplayDialog({ captures, onClose }: ReplayDialogProps) {
  const recent = offeredTargets(lastTarget(), useCommand("replay.targets", nothing).data ?? []);
  const [changed, setChanged] = useState<Partial<Draft>>({});
  const [shown, setShown] = useState(false);
  const draft = { ...newDraft(recent[0] ?? ""), ...changed };
  const problems = problemsOf(draft);
  const { run, running, problem, start, cancel } = useRun();
  const send = () => {
    setShown(true);
    if (Object.keys(problems).length === 0) start(startOf(draft, captures));
  };
  useActions([{ id: "replay.send", name: "Send", keys: ["Mod+Enter"], scope: "Replay", icon: "send", enabled: !running, inDialog: true, whileTyping: true, run: send }]);
  const actions = <Button name="Send" look="primary" icon="send" keys="Mod+Enter" disabled={running} onClick={send} />;
  return (
    <Dialog title={`Replay ${formatPlural(captures.length, "capture")}`} onClose={onClose} actions={actions}>
      <div className={styles.dialog}>
        <ReplayForm draft={draft} recent={recent} problems={shown ? problems : {}} onChange={(parts) => setChanged((now) => ({ ...now, ...parts }))} />
        {problem && <p role="alert" className={styles.problem}>{problem}</p>}
        {run && <RunPanel run={run} onCancel={cancel} />}
      </div>
    </Dialog>
  );
}
