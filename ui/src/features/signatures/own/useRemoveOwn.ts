// Deletes a scheme of one's own; it can be had back.
import { useCall, useChange } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useSignaturesSearch } from "../../../shell/signatures";
import { useToast, useUndoable } from "../../../shell/toasts";
import { forgetOwn } from "./kept";

/** Deleting, and what came of it. */
export type RemoveOwn = {
  /** Deletes at once; `saved` is what undoing brings back. */
  remove: (saved: string | null) => void;
  /** It is deleted, or about to be. */
  gone: boolean;
  refusal: string | null;
};

/** Deletes the scheme of this id at once and offers to undo it. */
export function useRemoveOwn(id: string): RemoveOwn {
  const removing = useChange("schemes.remove");
  const call = useCall();
  const toast = useToast();
  const undoable = useUndoable();
  const [, go] = useSignaturesSearch();
  // Called when the editor is gone: nothing that needs it may be used.
  const putBack = async (definition: string) => {
    try {
      await call("schemes.save", { definition, replaces: null });
      go({ view: "own", edit: id });
    } catch (thrown) {
      toast({ message: `The scheme could not be put back. ${asCallFailed(thrown).message}` });
    }
  };
  const remove = (saved: string | null) => {
    const undo = () => void (saved !== null && putBack(saved));
    const told = () => {
      forgetOwn(id);
      toast({ message: `Scheme ${id} deleted.`, undo });
      go({ edit: undefined }, "replace");
    };
    // What refuses it is told by `refusal`.
    void undoable(removing.mutateAsync({ id }).then(told)).catch(() => undefined);
  };
  return { remove, gone: removing.isPending || removing.isSuccess, refusal: removing.error?.message ?? null };
}
