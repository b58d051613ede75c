import { useActions } from "../../shell/keys";
import { useIntents } from "../../shell/intents";
import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { planOf } from "./dialog/draft";
import styles from "./SendAgain.module.css";
import { TargetField } from "./dialog/TargetField";
import { useDraft } from "./dialog/useDraft";
import { useOriginal } from "./dialog/useOriginal";
import { useRun } from "./dialog/useRun";

export type SendAgainProps = { capture: string };

/** Sends the capture to where it went last, at a click. */
export function SendAgain({ capture }: SendAgainProps) {
  const { replay } = useIntents();
  const known = useOriginal(capture, false);
  const { draft, change, recent, waits, problems } = useDraft(known);
  const { run, running, problem, start } = useRun();
  const [target = ""] = draft.targets;
  const wrong = target === "" ? undefined : problems.targets;
  const failure = wrong ?? problem ?? run?.problem;
  const ready = !running && Object.keys(problems).length === 0;
  const send = () => start({ chosen: { kind: "captures", ids: [capture] }, plan: planOf(draft, null) });
  useActions([
    { id: "replay.again", name: "Send again", keys: ["Mod+Enter"], scope: "Replays", icon: "send", run: send, enabled: ready, waits },
  ]);
  return (
    <>
      <div className={styles.bar}>
        <div className={styles.target}>
          <TargetField label="Send to" value={target} recent={recent} onChange={(next) => change({ targets: [next] })} onEnter={() => ready && send()} />
        </div>
        <Segmented
          label="What is sent"
          value={draft.afresh ? "afresh" : "exact"}
          onChange={(next) => change({ afresh: next === "afresh" })}
          segments={[
            { value: "exact", name: "Exact" },
            { value: "afresh", name: "Signed afresh", disabled: known.refusal !== null },
          ]}
        />
        <Button name="Edit…" keys="R" className={styles.first} onClick={() => replay([capture], "edit")} />
        <Button name={running ? "Sending" : "Send"} look="primary" keys="Mod+Enter" disabled={!ready} onClick={send} />
      </div>
      {failure && <p role="alert" className={styles.bad}>{failure}</p>}
      {known.refusal && <p className={styles.words}>{known.refusal}</p>}
    </>
  );
}
