// The requests of a call before it is made, with its key only for as long as somebody looks at it.
import { useEffect, useState } from "react";
import { useSettled } from "../../../components/useSettled";
import type { PlannedCall } from "../../../core/generated/PlannedCall";
import type { PreviewedRequest } from "../../../core/generated/PreviewedRequest";
import { useChange, useCommand } from "../../../core/queries";

/** Typing does not ask at every key. */
const SETTLED_MS = 200;

/** A call as it would go out. */
export type Preview = {
  requests: PreviewedRequest[] | undefined;
  problem: string | null;
  /** The key stands in it. */
  shown: boolean;
  show: (shown: boolean) => void;
  /** There is a key that could be shown. */
  hasKey: boolean;
};

/** What a call of a profile would send now. */
export function usePreview(profile: string, call: PlannedCall): Preview {
  const [shown, show] = useState(false);
  const settled = useSettled(JSON.stringify(call), SETTLED_MS);
  const hidden = useCommand("profiles.preview", { profile, call: JSON.parse(settled) as PlannedCall }, { keepPrevious: true });
  // A change, not a query: a key must not stay in a cache.
  const { mutate, data, error, reset } = useChange("profiles.preview");
  useEffect(() => {
    if (shown) mutate({ profile, call: JSON.parse(settled) as PlannedCall, show_key: true });
    else reset();
  }, [shown, settled, profile, mutate, reset]);
  return {
    requests: (shown ? data : undefined) ?? hidden.data,
    problem: (error ?? hidden.error)?.message ?? null,
    shown,
    show,
    hasKey: (hidden.data ?? []).some(({ hidden }) => hidden.length > 0),
  };
}
