// Asking a provider to send something again, once at a time.
import { useState } from "react";
import type { PlannedCall } from "../../../core/generated/PlannedCall";
import type { ProviderCall } from "../../../core/generated/ProviderCall";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { Redelivery } from "../../../core/generated/Redelivery";
import { useChange } from "../../../core/queries";
import type { DeliveryKey } from "../deliveries/deliveryKey";
import { type AskDraft, emptyAsk, knownOf, overrideProblem, plannedOf, withOf } from "./askDraft";
import { allowedFrom } from "./limit";
import { type Allowed, useAllowed } from "./useAllowed";

/** A redelivery that is about to be asked for, and what came of the last one. */
export type Redelivering = {
  draft: AskDraft;
  change: (parts: Partial<AskDraft>) => void;
  /** Nothing can be asked now: it is under way, or the draft is wrong. */
  blocked: boolean;
  /** What would be asked now; `null` while the draft is wrong, or the provider has no such call. */
  planned: PlannedCall | null;
  last: Redelivery | null;
  /** Why it could not be asked. */
  problem: string | null;
  send: () => void;
  /** When it may be asked again, after it was asked too often. */
  allowed: Allowed;
};

/** What is redelivered. */
export type RedeliveryOf = {
  can: ProviderCall[];
  asked: DeliveryKey;
  delivery: ProviderDelivery | null;
  onAsked: () => void;
};

/** Redelivers one thing through its profile. */
export function useRedeliver({ can, asked, delivery, onAsked }: RedeliveryOf): Redelivering {
  const [draft, setDraft] = useState(emptyAsk);
  const asking = useChange("providers.redeliver");
  const blocked = asking.isPending || overrideProblem(draft) !== null;
  const send = () => {
    if (!blocked) asking.mutate({ profile: asked.profile, id: asked.id, ...knownOf(delivery), ...withOf(can, draft) }, { onSuccess: onAsked });
  };
  const last = asking.data ?? null;
  const from = last === null ? null : allowedFrom({ outcome: last.outcome, answeredMs: answeredAt(last) });
  return {
    draft,
    change: (parts) => setDraft((now) => ({ ...now, ...parts })),
    blocked,
    planned: can.includes("redeliver") && overrideProblem(draft) === null ? plannedOf({ can, draft, id: asked.id, delivery }) : null,
    last,
    problem: asking.error?.message ?? null,
    send,
    allowed: useAllowed(from, send),
  };
}

function answeredAt({ attempt }: Redelivery): number {
  return Date.parse(attempt.started_at) + attempt.timing.total_micros / 1000;
}
