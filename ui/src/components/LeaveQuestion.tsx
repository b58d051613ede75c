import { useRef } from "react";
import { Button } from "./Button";
import { Dialog } from "./Dialog";

export type LeaveQuestionProps = { onLeave: () => void; onStay: () => void };

/** Asks before what was typed is thrown away. */
export function LeaveQuestion({ onLeave, onStay }: LeaveQuestionProps) {
  // Named to the dialog: what takes the focus by itself makes it forget where that was, and is to be again.
  const stay = useRef<HTMLButtonElement>(null);
  const actions = (
    <>
      <Button name="Throw away" look="danger" onClick={onLeave} />
      <Button name="Keep editing" look="primary" ref={stay} onClick={onStay} />
    </>
  );
  return (
    <Dialog title="Throw the changes away?" size="small" initialFocus={stay} onClose={onStay} actions={actions}>
      What you changed here is not saved yet.
    </Dialog>
  );
}
