// How an endpoint is delivered to, fact by fact. Pure.
import { formatPlural } from "../../../components/format";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { formatSpan, formatSpeed } from "../spans";

/** Settings in words, with the scheme's title when it is known; what is as usual and needs no word is left out. */
export function endpointFacts({ endpoint, schedule, status }: EndpointOverview, schemeName: string | null): [string, string][] {
  const { secrets, manner } = endpoint;
  const { headers, event_types, speed, rate, concurrency, ordering, timeout_ms, breaker, faults } = manner;
  const { handed_to } = endpoint;
  const ours = (value: string | null) => (handed_to === null ? value : null);
  const facts: [string, string | null][] = [
    ["Delivered by", handed_to && `${handed_to.profile}${handed_to.endpoint === null ? ", from its first event on" : `, as ${handed_to.endpoint}`}`],
    ["Emulation", endpoint.emulation && `Of ${endpoint.emulation}: what it sends goes here`],
    ["Signed", endpoint.scheme === null ? "No: as a capture brought it, or unsigned" : `${schemeName ?? endpoint.scheme}, with ${secrets.length === 0 ? "no secret yet" : formatPlural(secrets.length, "secret")}`],
    ["Event types", event_types.length === 0 ? "All" : event_types.join(", ")],
    ["Schedule", ours(schedule === null ? `${manner.schedule}, which cannot be read` : schedule.name)],
    ["Clock", ours(speed === 1 ? "Real time" : `${formatSpeed(speed)}: waits go by faster`)],
    ["Rate", rate === null ? "As fast as it answers" : `${rate.toLocaleString("en-US")} a second at most`],
    ["At once", ours(slowed(concurrency, status?.slowed_to))],
    ["Order", ordering === "by_key" ? "Kept within an ordering key" : "None kept"],
    ["Time-out", handed_to ? null : timeout_ms === null ? (schedule ? `${formatSpan(schedule.timeout_ms)}, the schedule's` : null) : formatSpan(timeout_ms)],
    ["Breaker", breaker === null ? "None" : `After ${formatPlural(breaker.failures, "failure")} in a row, for ${formatSpan(breaker.cooldown_ms)}`],
    ["Headers added", headers.length === 0 ? null : headers.map(([name]) => name).join(", ")],
    ["Faults", faults === null ? null : "On the way out, on purpose"],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null);
}

function slowed(concurrency: number, now: number | undefined): string {
  return now === undefined || now >= concurrency ? `${concurrency} at most` : `${now} now, slowed down from ${concurrency}`;
}
