import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { formatPlural } from "../../../components/format";
import { useIntents } from "../../../shell/intents";
import { useActions } from "../../../shell/keys";
import { type ReplayOf, titleOf } from "./chosen";
import { EditFields } from "./EditFields";
import { MoreFields } from "./MoreFields";
import { PreviewFold } from "./PreviewFold";
import styles from "./ReplayDialog.module.css";
import { RunPanel } from "./RunPanel";
import { SentAs } from "./SentAs";
import { TargetFields } from "./TargetFields";
import { type Replay, useReplay } from "./useReplay";
import { Which } from "./Which";

export type ReplayDialogProps = {
  /** Captures, all that match, or what another run sent. */
  of: ReplayOf;
  /** `edit`: the one capture is changed before it is sent. */
  how: "as_is" | "edit";
  onClose: () => void;
};

/** Asks where and how to send captures. A single one's answer is shown here, a run of several has a page. */
export function ReplayDialog({ of, how, onClose }: ReplayDialogProps) {
  const { openRun } = useIntents();
  const leave = (run: string) => {
    onClose();
    openRun(run);
  };
  const replay = useReplay({ of, how, onRun: ({ id }) => leave(id) });
  const { draft, editing, known, run, ready, waits, send, tried, problems } = replay;
  useActions([
    { id: "replay.send", name: "Send", keys: ["Mod+Enter"], scope: "Replay", icon: "send", run: send, enabled: ready, waits, inDialog: true },
  ]);
  const wide = editing || draft.template !== null;
  return (
    <Dialog
      title={editing ? "Replay with edits" : titleOf(of)}
      onClose={onClose}
      size={wide ? "large" : "medium"}
      actions={
        <>
          <span className={styles.amount}>{amountWords(replay)}</span>
          <Button name={run ? "Send again" : "Send"} look="primary" icon="send" keys="Mod+Enter" disabled={!ready} onClick={send} />
        </>
      }
    >
      <div className={styles.dialog}>
        {replay.single === null && <Which of={of} replay={replay} />}
        <TargetFields targets={draft.targets} recent={replay.recent} tried={tried} onChange={(targets) => replay.change({ targets })} onEnter={send} />
        {draft.edit && (
          <EditFields edit={draft.edit} onChange={replay.changeEdit} problems={tried ? problems : {}} withBody={known.original?.body !== null} note={known.note} />
        )}
        <SentAs replay={replay} />
        <div className={styles.folds}>
          <MoreFields of={of} replay={replay} />
          <PreviewFold preview={problems.targets === undefined ? replay.preview.preview : undefined} failure={replay.preview.failure} />
        </div>
        <Refusals replay={replay} />
        {run && replay.single !== null && <RunPanel run={run} detail={replay.detail} onCancel={replay.cancel} onOpen={() => leave(run.id)} />}
      </div>
    </Dialog>
  );
}

function Refusals({ replay: { known, problem, preview } }: { replay: Replay }) {
  const all = [known.problem ?? problem ?? preview.failure, ...(preview.preview?.problems ?? [])];
  return [...new Set(all)].filter((each) => each !== null).map((each) => (
    <p key={each} role="alert" className={styles.problem}>
      {each}
    </p>
  ));
}

function amountWords({ preview: { preview, current }, single, draft }: Replay): string | null {
  if (!preview || !current || (single !== null && preview.total === 1)) return null;
  const where = draft.targets.length > 1 ? ` to ${draft.targets.length} targets` : "";
  return `${formatPlural(preview.total, "request")}${where}`;
}
