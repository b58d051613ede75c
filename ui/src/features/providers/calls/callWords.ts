// Calls of providers in words. Pure.
import { failureWords } from "../../../components/failureWords";
import type { Attempt } from "../../../core/generated/Attempt";
import type { ProviderCallKind } from "../../../core/generated/ProviderCallKind";
import type { ProviderOperation } from "../../../core/generated/ProviderOperation";

const operations: Record<ProviderOperation, string> = {
  redeliver: "Redeliver",
  list_deliveries: "List deliveries",
  read_delivery: "Read a delivery",
  list_endpoints: "List endpoints",
  create_endpoint: "Make an endpoint",
  enable_endpoint: "Enable an endpoint",
  disable_endpoint: "Disable an endpoint",
  rotate_secret: "Rotate a secret",
  test_endpoint: "Test an endpoint",
  check: "Check the connection",
  exchange_token: "Ask for a token",
  hand_over: "Hand a delivery over",
};

const kindNames: Record<ProviderCallKind, string> = {
  redelivery: "Redeliveries",
  list: "Lists",
  read: "Single reads",
  endpoint: "Changes of endpoints",
  check: "Checks",
  token: "Tokens",
  handover: "Handovers",
};

/** Stands for every kind and every profile at once. */
export const ANY = "";

/** The kinds to choose from. */
export const kinds: { value: ProviderCallKind | typeof ANY; name: string }[] = [
  { value: ANY, name: "All calls" },
  ...(Object.keys(kindNames) as ProviderCallKind[]).map((value) => ({ value, name: kindNames[value] })),
];

/** Reads a kind out of the address. */
export function kindOf(word: string | undefined): ProviderCallKind | undefined {
  return word !== undefined && word in kindNames ? (word as ProviderCallKind) : undefined;
}

/** What a provider was asked to do, or for. */
export function operationWord(operation: ProviderOperation): string {
  return operations[operation];
}

/** What stands where a status would. */
export function answerWord(attempt: Attempt | null): string {
  if (attempt === null) return "under way";
  return attempt.failure === null ? "no answer" : failureWords[attempt.failure.kind];
}

/** Shown of a body's text at most, and kept of a body: what `KEPT_CALL_BYTES` says in Rust. */
const SHOWN_KIB = 64;

/** What is said below a body of which not all is shown; `null` when it all is. */
export function cutWords({ size, cut, text }: { size: number; cut: boolean; text: string | null }): string | null {
  if (size > 0 && text === null) return "Its bytes are no text.";
  const shown = size > SHOWN_KIB * 1024 ? `The first ${SHOWN_KIB} KiB are shown.` : "";
  const kept = cut ? `It was longer: the first ${Math.round(size / 1024)} KiB are kept.` : "";
  return [kept, shown].filter(Boolean).join(" ") || null;
}
