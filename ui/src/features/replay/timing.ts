// The parts of an exchange's time, in their order.
import type { Timing } from "../../core/generated/Timing";

/** One part and how long it took. */
export type TimingPart = { name: "Lookup" | "Connect" | "First byte" | "Rest"; micros: number };

/** Parts that add up to the whole; what did not happen is left out. */
export function timingParts(timing: Timing): TimingPart[] {
  const { lookup_micros, connect_micros, first_byte_micros, total_micros } = timing;
  const before = (lookup_micros ?? 0) + (connect_micros ?? 0);
  const answered = first_byte_micros ?? before;
  const parts: (TimingPart | null)[] = [
    part("Lookup", lookup_micros),
    part("Connect", connect_micros),
    part("First byte", first_byte_micros === null ? null : first_byte_micros - before),
    part("Rest", total_micros - answered),
  ];
  return parts.filter((one) => one !== null);
}

function part(name: TimingPart["name"], micros: number | null): TimingPart | null {
  return micros === null || micros <= 0 ? null : { name, micros };
}
