import type { Attempt } from "../../../core/generated/Attempt";
import type { RedeliveryRow } from "../../../core/generated/RedeliveryRow";
import type { Known } from "./trace";

/** What a kept redelivery says of how far it came; `attempt` is its exchange, once that was read. */
export function knownOfRow(row: RedeliveryRow, attempt: Attempt | null): Known {
  return {
    askedAt: attempt?.started_at ?? row.created_at,
    outcome: row.outcome,
    tookMicros: attempt?.timing.total_micros ?? null,
    targetUrl: row.target_url,
    awaitedUntil: row.awaited_until,
    capture: row.arrival?.row ?? null,
  };
}
