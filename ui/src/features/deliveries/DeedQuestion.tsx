import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { useActions } from "../../shell/keys";
import { deedWords, isEnding } from "./deeds";
import type { Deeds } from "./useDeeds";

export type DeedQuestionProps = { deeds: Deeds };

/** Asks before something is done that cannot be undone. */
export function DeedQuestion({ deeds: { asked, confirm, dismiss } }: DeedQuestionProps) {
  useActions([
    { id: "deliveries.confirm", name: "Yes, do it", keys: ["Mod+Enter"], scope: "Deliveries", keyOnly: true, inDialog: true, enabled: asked !== null, run: confirm },
  ]);
  if (asked === null) return null;
  const { name, question, meaning } = deedWords[asked.deed];
  const actions = (
    <>
      <Button name={isEnding(asked.deed) ? "Keep them" : "Not now"} onClick={dismiss} />
      <Button name={isEnding(asked.deed) ? `${name} them` : name} look={isEnding(asked.deed) ? "danger" : "primary"} keys="Mod+Enter" onClick={confirm} />
    </>
  );
  return (
    <Dialog title={question?.(asked.target.count) ?? `${name} all under this filter?`} size="small" onClose={dismiss} actions={actions}>
      {meaning}
    </Dialog>
  );
}
