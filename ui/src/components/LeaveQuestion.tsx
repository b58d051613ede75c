import { Button } from "./Button";
import { Dialog } from "./Dialog";

export type LeaveQuestionProps = { onLeave: () => void; onStay: () => void };

/** Asks before what was typed is thrown away. */
export function LeaveQuestion({ onLeave, onStay }: LeaveQuestionProps) {
  const actions = (
    <>
      <Button name="Throw away" look="danger" onClick={onLeave} />
      <Button name="Keep editing" look="primary" autoFocus onClick={onStay} />
    </>
  );
  return (
    <Dialog title="Throw the changes away?" size="small" onClose={onStay} actions={actions}>
      What you changed here is not saved yet.
    </Dialog>
  );
}
