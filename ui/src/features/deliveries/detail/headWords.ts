// How far a delivery is, in one line. Pure.
import { formatAge, formatPlural } from "../../../components/format";
import type { DeliveryDetail } from "../../../core/generated/DeliveryDetail";
import { formatSpeed } from "../spans";
import { dueWords } from "./timeline";

/** What of a delivery its head tells. */
export type Headed = Pick<DeliveryDetail, "delivery" | "speed" | "planned"> & {
  /** Its endpoint is delivered to. */
  enabled: boolean;
};

/** `Attempt 3 of 8 in 12 s · shop`: what comes next, or how it ended. */
export function headWords({ delivery, speed, planned, enabled }: Headed, nowMs: number): string {
  const waits = delivery.state === "pending" || delivery.state === "retrying";
  if (waits && !enabled) return `Waits until ${delivery.endpoint_name} is enabled`;
  const turned = speed !== 1 && planned.length > 0 ? `${formatSpeed(speed)}, this is real time` : null;
  return [standing(delivery, planned[0]?.number, nowMs), turned, delivery.endpoint_name].filter(Boolean).join(" · ");
}

function standing(delivery: DeliveryDetail["delivery"], next: number | undefined, nowMs: number): string {
  const { state, attempts, attempts_planned, due_at, ended_at } = delivery;
  const number = next ?? attempts + 1;
  const of = `of ${Math.max(number, attempts_planned)}`;
  switch (state) {
    case "running":
      return `Attempt ${Math.max(1, attempts + 1)} ${of} is under way`;
    case "pending":
    case "retrying":
      return due_at === null ? "Waits for an earlier one with its ordering key" : `Attempt ${number} ${of} ${dueWords(due_at, nowMs)}`;
    case "paused":
      return `Held back after ${formatPlural(attempts, "attempt")}`;
    case "succeeded":
    case "failed":
    case "cancelled": {
      const made = formatPlural(attempts, "attempt");
      return ended_at === null ? made : `After ${made}, ${agoWords(ended_at, nowMs)}`;
    }
  }
}

function agoWords(iso: string, nowMs: number): string {
  const age = formatAge(iso, nowMs);
  if (age === "now") return "just now";
  return /^\d+[smhd]$/.test(age) ? `${age} ago` : age;
}
