// Deletes a scheme of one's own; it can be had back.
import { useChange, useCommand } from "../../../core/queries";
import { useSignaturesSearch } from "../../../shell/signatures";
import { useToast } from "../../../shell/toasts";
import { forgetOwn } from "./kept";

/** Deleting, and why it was refused. */
export type RemoveOwn = { remove: () => void; busy: boolean; refusal: string | null };

/** Deletes the scheme of this id at once and offers to undo it. */
export function useRemoveOwn(id: string): RemoveOwn {
  const detail = useCommand("schemes.detail", { id }, { enabled: id !== "new" });
  const removing = useChange("schemes.remove");
  const saving = useChange("schemes.save");
  const toast = useToast();
  const [, go] = useSignaturesSearch();
  const definition = detail.data?.definition;
  const undo = () => definition !== undefined && saving.mutate({ definition, replaces: null }, { onSuccess: () => go({ view: "own", edit: id }) });
  const onSuccess = () => {
    forgetOwn(id);
    toast({ message: `Scheme ${id} deleted.`, undo });
    go({ edit: undefined }, "replace");
  };
  return { remove: () => removing.mutate({ id }, { onSuccess }), busy: removing.isPending, refusal: removing.error?.message ?? null };
}
