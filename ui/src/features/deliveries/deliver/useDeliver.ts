// Delivers what the dialog asks for, and leads to what became of it.
import { useState } from "react";
import { formatPlural } from "../../../components/format";
import type { CreatedDeliveries } from "../../../core/generated/CreatedDeliveries";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { useCall } from "../../../core/queries";
import { asCallFailed, type CallFailed } from "../../../core/transport";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useToast } from "../../../shell/toasts";
import { capturesOf, createOf, type DeliverDraft, newDraft, type Problems, problemsOf } from "./draft";

/** What was filled in so far, and how it is sent. */
export type DeliverForm = {
  draft: DeliverDraft;
  change: (parts: Partial<DeliverDraft>) => void;
  problems: Problems;
  refusal: CallFailed | null;
  busy: boolean;
  send: () => void;
};

/** A form that begins with the only endpoint, and closes once it is sent. */
export function useDeliver(captures: string[], endpoints: EndpointOverview[], onDone: () => void): DeliverForm {
  const call = useCall();
  const toast = useToast();
  const [, change] = useDeliveriesSearch();
  const [draft, setDraft] = useState(() => newDraft(endpoints.map(({ endpoint }) => endpoint.id)));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<CallFailed | null>(null);
  const found = problemsOf(captures.length > 0 ? { ...draft, to: "endpoints" } : draft);
  const sendNow = () => (captures.length > 0 ? call("deliveries.deliver_captures", capturesOf(draft, captures)) : call("deliveries.create", createOf(draft)));
  const told = (created: CreatedDeliveries) => {
    const made = created.events.flatMap(({ deliveries }) => deliveries);
    toast({ message: outcomeWords(made.length, created.is_delivering) });
    change({ view: undefined, filter: undefined, since: undefined, attempt: undefined, tab: undefined, delivery: made.length === 1 ? made[0] : undefined });
    onDone();
  };
  const send = async () => {
    setTried(true);
    if (Object.keys(found).length > 0 || busy) return;
    setBusy(true);
    try {
      told(await sendNow());
    } catch (thrown) {
      setRefusal(asCallFailed(thrown));
      setBusy(false);
    }
  };
  return {
    draft,
    change: (parts) => {
      setRefusal(null);
      setDraft((now) => ({ ...now, ...parts }));
    },
    problems: tried ? found : {},
    refusal,
    busy,
    send: () => void send(),
  };
}

function outcomeWords(count: number, delivering: boolean): string {
  if (count === 0) return "Nothing to deliver: no endpoint chosen wants this event type";
  const made = formatPlural(count, "delivery", "deliveries");
  return delivering ? `${made} on the way` : `${made} made: waiting, since no Hookwright delivers now`;
}
