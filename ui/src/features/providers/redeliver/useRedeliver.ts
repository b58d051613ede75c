// Asking a provider to send something again, once at a time.
import { useState } from "react";
import type { Redelivery } from "../../../core/generated/Redelivery";
import { useChange } from "../../../core/queries";
import type { DeliveryKey } from "../deliveries/deliveryKey";
import { type AskDraft, askOf, emptyAsk, overrideProblem } from "./askDraft";

/** A redelivery that is about to be asked for, and what came of the last one. */
export type Redelivering = {
  draft: AskDraft;
  change: (parts: Partial<AskDraft>) => void;
  /** Nothing can be asked now: it is under way, or the draft is wrong. */
  blocked: boolean;
  busy: boolean;
  last: Redelivery | null;
  /** Why it could not be asked. */
  problem: string | null;
  send: () => void;
};

/** Redelivers one thing through its profile. */
export function useRedeliver(provider: string, asked: DeliveryKey): Redelivering {
  const [draft, setDraft] = useState(emptyAsk);
  const asking = useChange("providers.redeliver");
  const blocked = asking.isPending || overrideProblem(draft) !== null;
  return {
    draft,
    change: (parts) => setDraft((now) => ({ ...now, ...parts })),
    blocked,
    busy: asking.isPending,
    last: asking.data ?? null,
    problem: asking.error?.message ?? null,
    send: () => {
      if (!blocked) asking.mutate(askOf(provider, asked, draft));
    },
  };
}
