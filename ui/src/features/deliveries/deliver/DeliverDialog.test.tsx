import { createMemoryHistory, createRootRoute, createRouter, RouterProvider } from "@tanstack/react-router";
import { cleanup, fireEvent, render, screen, waitFor, within } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Core } from "../../../core/Core";
import { FakeTransport } from "../../../core/fakeTransport";
import { parseSearch, stringifySearch } from "../../../shell/search";
import { overview, schedule } from "../sample";
import { DeliverDialog } from "./DeliverDialog";

afterEach(cleanup);

const made = { events: [{ event: "evt_1", message_id: "msg_1", deliveries: ["del_1"] }], is_delivering: true };

function shown(captures: string[], answers: ConstructorParameters<typeof FakeTransport>[0] = {}) {
  const onClose = vi.fn();
  const transport = new FakeTransport({
    "endpoints.list": () => [overview],
    "schedules.list": () => [schedule],
    "deliveries.create": () => made,
    "deliveries.deliver_captures": () => made,
    ...answers,
  });
  const component = () => <DeliverDialog captures={captures} onClose={onClose} />;
  const route = createRootRoute({ component, notFoundComponent: component });
  const router = createRouter({ routeTree: route, history: createMemoryHistory({ initialEntries: ["/"] }), parseSearch, stringifySearch });
  render(
    <Core transport={transport}>
      <RouterProvider router={router} />
    </Core>,
  );
  return { transport, onClose, router };
}

const argumentOf = (transport: FakeTransport, name: string) => transport.asked.findLast((call) => call.name === name)?.argument;

test("a new event goes to the only endpoint, and its delivery is opened", async () => {
  const { transport, onClose, router } = shown([]);
  const type = await screen.findByLabelText("Event type");
  const dialog = screen.getByRole("dialog", { name: "Deliver an event" });
  fireEvent.change(type, { target: { value: "order.shipped" } });
  fireEvent.click(within(dialog).getByRole("button", { name: /^Deliver/ }));
  await waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(argumentOf(transport, "deliveries.create")).toMatchObject({ to: { endpoints: ["ep_1"] }, event_type: "order.shipped", body: { text: expect.stringContaining("invoice.paid") } });
  await waitFor(() => expect(router.state.location.search).toEqual({ delivery: "del_1" }));
});

test("without an endpoint a URL is asked for, with its schedule", async () => {
  const { transport } = shown([], { "endpoints.list": () => [] });
  fireEvent.click(await screen.findByRole("button", { name: /^Deliver/ }));
  expect(await screen.findByText(/Say where to send it/)).toBeDefined();
  fireEvent.change(screen.getByLabelText("URL"), { target: { value: "localhost:3000/in" } });
  fireEvent.click(screen.getByRole("button", { name: /^Deliver/ }));
  await waitFor(() => expect(argumentOf(transport, "deliveries.create")).toMatchObject({ to: { url: { url: "http://localhost:3000/in", schedule: "standard-webhooks", speed: 1 } } }));
});

test("endpoints of emulations are not chosen from: they belong to whoever is played", async () => {
  const played = { ...overview, endpoint: { ...overview.endpoint, id: "ep_2", name: "played", emulation: "b3os" } };
  shown([], { "endpoints.list": () => [overview, played] });
  expect(await screen.findByRole("button", { name: overview.endpoint.name })).toBeDefined();
  expect(screen.queryByRole("button", { name: "played" })).toBeNull();
});

test("captures are delivered as they came when that is asked", async () => {
  const { transport } = shown(["cap_9", "cap_3"]);
  fireEvent.click(await screen.findByRole("button", { name: "The bytes as they came" }));
  fireEvent.click(screen.getByRole("button", { name: /^Deliver/ }));
  await waitFor(() => expect(argumentOf(transport, "deliveries.deliver_captures")).toEqual({ captures: ["cap_3", "cap_9"], endpoints: ["ep_1"], resign: false }));
});

test("captures need an endpoint, and the dialog leads to them", async () => {
  const { router, onClose } = shown(["cap_1"], { "endpoints.list": () => [] });
  fireEvent.click(await screen.findByRole("button", { name: "Go to the endpoints" }));
  expect(onClose).toHaveBeenCalled();
  await waitFor(() => expect(router.state.location.search).toEqual({ view: "endpoints" }));
});

test("a refusal is told in the dialog, which stays", async () => {
  const refuse = () => {
    throw { code: "failed", message: "shop does not want events of type invoice.paid" };
  };
  const { onClose } = shown([], { "deliveries.create": refuse });
  fireEvent.click(await screen.findByRole("button", { name: /^Deliver/ }));
  expect(await screen.findByText(/does not want events/)).toBeDefined();
  expect(onClose).not.toHaveBeenCalled();
});
