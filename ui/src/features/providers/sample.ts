// Providers, profiles and what they hold, for the tests of this folder.
import type { Attempt } from "../../core/generated/Attempt";
import type { EmulatedDetail } from "../../core/generated/EmulatedDetail";
import type { EmulationStatus } from "../../core/generated/EmulationStatus";
import type { ProfileRow } from "../../core/generated/ProfileRow";
import type { ProviderCallRow } from "../../core/generated/ProviderCallRow";
import type { ProviderDelivery } from "../../core/generated/ProviderDelivery";
import type { ProviderInfo } from "../../core/generated/ProviderInfo";
import type { ProviderOperation } from "../../core/generated/ProviderOperation";

/** When everything here happens. */
export const at = "2026-01-31T12:00:00Z";

/** Two of the providers: one that keeps a log, and one that does not. */
export const infos: ProviderInfo[] = [
  { id: "skyvern", name: "Skyvern", base_url: "https://api.skyvern.com", docs: null, scheme: "skyvern", replay: "synchronous", facts: [], settings: [], asked_by: "run", can: ["redeliver", "elsewhere"], emulated: true, endpoints: { can: [], takes: [], needs: [], example_events: "" } },
  {
    id: "agentmessage", name: "AgentMessage", base_url: "https://api.agentmsg.io", docs: null, scheme: "agentmessage", replay: "new_event", facts: ["At most 10 a minute are replayed, by organization."],
    settings: [], asked_by: "delivery", can: ["redeliver", "reason", "list", "get"], emulated: true,
    endpoints: { can: ["list", "create", "rotate_secret", "test"], takes: ["description", "events"], needs: ["events"], example_events: "brand.vetted" },
  },
];

/** A profile of each. */
export const profiles: ProfileRow[] = [
  { name: "messages", provider: "agentmessage", base_url: "https://api.agentmsg.io/", settings: {}, hint: "am_…", created_at: at, locked: false },
  { name: "runs", provider: "skyvern", base_url: "https://api.skyvern.com/", settings: {}, hint: "sk_…", created_at: at, locked: false },
];

/** A delivery of a provider's log. */
export function sent(id: string, event_type: string, kind: "succeeded" | "failed" | "retrying"): ProviderDelivery {
  return { id, event_type, event_id: null, outcome: { kind }, status: kind === "succeeded" ? 200 : 500, at, url: null, more: {} };
}

/** A run that an emulation holds. */
export const run: EmulatedDetail = { id: "wr_1", event_type: "workflow_run", status: "completed", webhook_url: "http://localhost:3000/hooks", delivery_status: null, created_at: at, payload: '{"run_id":"wr_1"}' };

/** The exchange with a provider. */
export function attemptOf(status: number): Attempt {
  return {
    id: "att_1", capture: null, trigger: "redelivery", mode: "resigned", method: "POST", target: "https://api.example.com/replay", started_at: new Date().toISOString(),
    timing: { lookup_micros: null, connect_micros: null, first_byte_micros: null, total_micros: 214_000 }, status, failure: null, exact: null, request_size: 2, response_size: 2,
  };
}

/** A call that was answered. */
export function callOf(id: string, operation: ProviderOperation): ProviderCallRow {
  return { id, at, profile: "messages", provider: "agentmessage", kind: operation === "check" ? "check" : "list", operation, subject: null, attempt: attemptOf(200), redelivery: null };
}

/** Where the emulation of Skyvern is. */
export const status: EmulationStatus = {
  provider: "skyvern", name: "Skyvern", organizations: [], scopes: [], operations: ["retry_webhook"], speed: 1, calls: 0, troubles: [], base_url: "http://127.0.0.1:4401/skyvern", served: true,
};
