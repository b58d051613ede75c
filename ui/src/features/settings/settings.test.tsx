import { cleanup, fireEvent, render, screen, waitFor } from "@testing-library/react";
import { afterEach, expect, test, vi } from "vitest";
import { Core } from "../../core/Core";
import { FakeTransport } from "../../core/fakeTransport";
import type { Settings } from "../../core/generated/Settings";
import { type ShowToast, ToastContext } from "../../shell/toasts";
import { DeliverySettings } from "./DeliverySettings";
import { megabytesText, parseBodyLimit, parseKeptDays, parsePort } from "./limits";
import { SettingsPage } from "./SettingsPage";

afterEach(() => {
  cleanup();
  toast.mockReset();
});

const about = { version: "0.1.0", data_folder: "/data", database_size: 2048, sqlite_version: "3", key_keeper: "key file" };

const toast = vi.fn<ShowToast>();

function shown(status: object) {
  let settings: Settings = { theme: "system", receiver_port: 4400, body_limit: 33554432, notify_rejected: false, keep_in_tray: false, keep_deliveries_days: null, keep_runs_days: null };
  const transport = new FakeTransport({
    "settings.get": () => settings,
    "settings.set": (next) => (settings = next as Settings),
    "receiver.status": () => ({ url: null, problem: null, next_free_port: null, ...status }),
    "receiver.listen_on": () => status,
    about: () => about,
  });
  render(
    <ToastContext value={toast}>
      <Core transport={transport}>
        <SettingsPage />
      </Core>
    </ToastContext>,
  );
  return transport;
}

test("a switch is kept at once", async () => {
  const transport = shown({});
  fireEvent.click(await screen.findByRole("switch", { name: /Notify/ }));
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "settings.set", argument: expect.objectContaining({ notify_rejected: true, theme: "system" }) }));
});

test("what was changed can be undone", async () => {
  const transport = shown({});
  fireEvent.click(await screen.findByRole("switch", { name: /Keep listening/ }));
  await waitFor(() => expect(toast).toHaveBeenCalled());
  toast.mock.lastCall?.[0].undo?.();
  await waitFor(() => expect(transport.asked.at(-1)).toMatchObject({ name: "settings.set", argument: { keep_in_tray: false } }));
});

test("a taken port names the next free one and takes it", async () => {
  const transport = shown({ state: "port_taken", problem: "port 4400 is taken", next_free_port: 4401 });
  expect(await screen.findByText("port 4400 is taken")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Use 4401 instead" }));
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "receiver.listen_on", argument: { port: 4401 } }));
});

test("a port that cannot be is not asked for", async () => {
  const transport = shown({});
  const port = await screen.findByRole("textbox", { name: "Port" });
  fireEvent.change(port, { target: { value: "70000" } });
  fireEvent.keyDown(port, { key: "Enter" });
  expect(await screen.findByText("A port is a number from 1 to 65535.")).toBeDefined();
  expect(transport.times("receiver.listen_on")).toBe(0);
});

test("ports and megabytes are read as people type them", () => {
  expect(parsePort(" 4400 ").value).toBe(4400);
  expect(parsePort("0").value).toBeNull();
  expect(parseBodyLimit("0.5").value).toBe(524288);
  expect(parseBodyLimit("-1").value).toBeNull();
  expect(megabytesText(33554432)).toBe("32");
});

test("deliveries are kept for some days", async () => {
  const transport = shown({});
  const field = await screen.findByLabelText(/Keep ended deliveries/);
  fireEvent.change(field, { target: { value: "30" } });
  fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "settings.set", argument: expect.objectContaining({ keep_deliveries_days: 30 }) }));
});

test("runs and probes are kept for days of their own", async () => {
  const transport = shown({});
  const field = await screen.findByLabelText(/Keep runs and probes/);
  fireEvent.change(field, { target: { value: "90" } });
  fireEvent.keyDown(field, { key: "Enter" });
  await waitFor(() => expect(transport.asked).toContainEqual({ name: "settings.set", argument: expect.objectContaining({ keep_deliveries_days: null, keep_runs_days: 90 }) }));
});

test("without a number of days deliveries are kept for ever", () => {
  const change = vi.fn();
  render(<DeliverySettings deliveries={30} runs={null} onChange={change} />);
  const field = screen.getByLabelText(/Keep ended deliveries/);
  fireEvent.change(field, { target: { value: "" } });
  fireEvent.keyDown(field, { key: "Enter" });
  expect(change).toHaveBeenCalledWith({ keep_deliveries_days: null });
  expect(["0", "-1", "1.5", "36501", "x"].map((text) => parseKeptDays(text).value)).toEqual([null, null, null, null, null]);
});
