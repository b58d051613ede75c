// A scheme of one's own while it is written: kept from the first key until it is saved.
import { useState } from "react";
import { schemeTemplate } from "../../../components/schemeTemplate";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useChange, useCommand } from "../../../core/queries";
import type { CallFailed } from "../../../core/transport";
import { useSignaturesSearch } from "../../../shell/signatures";
import { useToast } from "../../../shell/toasts";
import { forgetOwn, keepOwn, keptOwn } from "./kept";

/** The open definition and what can be done with it. */
export type OwnState = {
  /** `null` until the saved one is read. */
  definition: string | null;
  /** What is saved; `null` for a new one and until it is read. */
  saved: string | null;
  /** Why it cannot be read. */
  failure: CallFailed | null;
  change: (definition: string) => void;
  /** It differs from what is saved. */
  changed: boolean;
  save: () => void;
  /** Goes back to what is saved. */
  revert: () => void;
  busy: boolean;
  /** Why it was not saved. */
  refusal: string | null;
};

/** The definition of a saved scheme, or of a `new` one; one that is `gone` is not asked for any more. */
export function useOwn(edit: string, gone: boolean): OwnState {
  const isNew = edit === "new";
  const saving = useChange("schemes.save");
  const renamed = saving.data !== undefined && saving.data.id !== edit;
  const detail = useCommand("schemes.detail", { id: edit }, { enabled: !(isNew || gone || renamed || saving.isPending) });
  const [typed, setTyped] = useState(() => keptOwn(edit));
  const toast = useToast();
  const [, go] = useSignaturesSearch();
  const saved = detail.data?.definition ?? null;
  const beginning = isNew ? schemeTemplate : saved;
  const change = (definition: string) => {
    keepOwn(edit, definition);
    setTyped(definition);
    saving.reset();
  };
  const revert = () => {
    forgetOwn(edit);
    setTyped(undefined);
    saving.reset();
  };
  const onSuccess = (scheme: SchemeSummary) => {
    forgetOwn(edit);
    toast({ message: `Scheme ${scheme.id} saved. Any source can use it.` });
    if (scheme.id !== edit) go({ edit: scheme.id }, "replace");
  };
  const definition = typed ?? beginning;
  return {
    definition,
    saved,
    failure: detail.error,
    change,
    changed: typed !== undefined && typed !== beginning,
    save: () => definition !== null && saving.mutate({ definition, replaces: isNew ? null : edit }, { onSuccess }),
    revert,
    busy: saving.isPending,
    refusal: saving.error?.message ?? null,
  };
}
