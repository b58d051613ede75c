// What can be done with an endpoint, once for keys, palette and buttons.
import type { Endpoint } from "../../../core/generated/Endpoint";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useToast, useUndoable } from "../../../shell/toasts";
import { endpointFilter } from "./useEndpointList";

/** Deeds on one endpoint; each says what it did, or why not. */
export type EndpointDeeds = {
  /** Delivers a sample event and opens its delivery. */
  test: () => void;
  /** Lets deliveries go on, or wait. */
  toggle: () => void;
  /** Shows the endpoint's deliveries. */
  showDeliveries: () => void;
};

/** Deeds on the open endpoint; without one they do nothing. */
export function useEndpointDeeds(endpoint: Endpoint | undefined): EndpointDeeds {
  const call = useCall();
  const toast = useToast();
  const undoable = useUndoable();
  const [, change] = useDeliveriesSearch();
  const tell = (thrown: unknown) => toast({ message: asCallFailed(thrown).message });
  const enable = async ({ id, name }: Endpoint, enabled: boolean) => {
    await call("endpoints.enable", { id, enabled });
    toast({ message: enabled ? `Deliveries to ${name} go on` : `Deliveries to ${name} wait`, undo: () => void call("endpoints.enable", { id, enabled: !enabled }).catch(tell) });
  };
  const test = async ({ id, name }: Endpoint) => {
    const { events, is_delivering } = await call("endpoints.test", { id });
    const delivery = events[0]?.deliveries[0];
    toast({ message: is_delivering ? `A test event is on its way to ${name}` : `A test event waits: no Hookwright delivers now` });
    if (delivery !== undefined) change({ view: undefined, delivery, filter: undefined, attempt: undefined });
  };
  return {
    test: () => endpoint && void test(endpoint).catch(tell),
    toggle: () => endpoint && void undoable(enable(endpoint, !endpoint.enabled)).catch(tell),
    showDeliveries: () => endpoint && change({ view: undefined, filter: endpointFilter(endpoint.name), delivery: undefined }),
  };
}
