// Something for an emulation to hold, while it is described. Pure.
import { targetProblem, withScheme } from "../../../../components/targetUrl";
import type { CreateEmulated } from "../../../../core/generated/CreateEmulated";

/** A URL as handlers have it. */
export const EXAMPLE_URL = "http://localhost:3000/webhooks";

/** Everything as text, so that nothing typed is lost while it is still wrong. */
export type RecordDraft = {
  to: string;
  type: string;
  status: string;
  payload: string;
  /** The capture whose body it carries, instead of the payload. */
  capture: string | null;
  /** For whom; empty: the first organization. */
  organization: string;
};

/** What a provider lets one say of it. */
export type RecordFields = {
  /** Head of the type's field, and what it may be; any word where there is no list. */
  type: { label: string; words?: string[]; usual: string } | null;
  /** What the status may be; none where the provider decides it. */
  statuses: string[];
  /** What it carries. */
  payload: string;
};

const runStatuses = ["completed", "failed", "terminated", "canceled", "timed_out", "created", "queued", "running", "paused"];
const runTypes = ["task_v1", "task_v2", "task_v3", "workflow_run", "openai_cua", "anthropic_cua", "ui_tars", "yutori_navigator"];
const messageEvents = [
  "brand.vetted", "brand.vetting_failed", "campaign.approved", "campaign.rejected", "campaign.shared", "wallet.balance_low", "wallet.balance_zero",
  "subscription.past_due", "subscription.canceled", "api_key.created", "api_key.rotated", "api_key.revoked", "phone_number.bulk_order.completed",
  "phone_number.campaign.assigned", "consent_pending.confirmed", "consent_pending.expired", "lookup.completed",
];

const fields: Record<string, RecordFields> = {
  skyvern: { type: { label: "Type", words: runTypes, usual: "task_v1" }, statuses: runStatuses, payload: "Output" },
  b3os: { type: { label: "Event type", usual: "run.completed" }, statuses: [], payload: "Data of the event" },
  instavm: { type: { label: "Event type", usual: "vm.terminated" }, statuses: [], payload: "Data of the event" },
  runflow: { type: null, statuses: ["succeeded", "failed", "canceled"], payload: "Output" },
  agentmessage: { type: { label: "Event type", words: messageEvents, usual: "brand.vetted" }, statuses: [], payload: "Data of the event" },
};

/** What can be said of a provider's records. */
export function fieldsOf(provider: string): RecordFields {
  return fields[provider] ?? { type: { label: "Event type", usual: "" }, statuses: [], payload: "Data" };
}

/** A draft as it begins: the rest is made up by the emulation. */
export function newDraft(provider: string): RecordDraft {
  const { type, statuses } = fieldsOf(provider);
  return { to: "", type: type?.usual ?? "", status: statuses[0] ?? "", payload: "", capture: null, organization: "" };
}

/** What is wrong, by field. */
export type RecordProblems = { to?: string; payload?: string };

/** What Rust would refuse, known before it is asked. */
export function problemsOf({ to, payload, capture }: RecordDraft): RecordProblems {
  const wrongTo = to.trim() === "" ? null : targetProblem(to, EXAMPLE_URL);
  const wrongPayload = capture !== null || payload.trim() === "" || isJson(payload) ? null : "This is no JSON yet. Empty: a sample is made.";
  return { ...(wrongTo === null ? {} : { to: wrongTo }), ...(wrongPayload === null ? {} : { payload: wrongPayload }) };
}

/** The draft as it is asked for. */
export function createOf(provider: string, { to, type, status, payload, capture, organization }: RecordDraft): CreateEmulated {
  const given = (text: string) => (text.trim() === "" ? null : text.trim());
  return {
    provider,
    to: given(to) && withScheme(to),
    event_type: given(type),
    status: given(status),
    payload: capture === null ? given(payload) : null,
    from_capture: capture,
    endpoint: null,
    organization: given(organization),
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
