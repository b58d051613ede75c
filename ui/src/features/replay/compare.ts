// How the answer of one attempt compares with another.
import { valueText } from "../../components/headerLines";
import type { Attempt } from "../../core/generated/Attempt";
import type { Headers } from "../../core/generated/Headers";

/** `first`: there is nothing to compare with; `other`: neither better nor worse, but not the same. */
export type Change = "first" | "fixed" | "regressed" | "same" | "other";

/** 2xx against anything else decides first, then the status itself. */
export function changeOf(after: number | null, before: number | null | undefined): Change {
  if (before === undefined) return "first";
  if (isGood(after) !== isGood(before)) return isGood(after) ? "fixed" : "regressed";
  return after === before ? "same" : "other";
}

/** What each attempt changed against the one before it; newest first, as they are listed. */
export function changesOf(attempts: Pick<Attempt, "status">[]): Change[] {
  return attempts.map(({ status }, index) => changeOf(status, attempts[index + 1]?.status));
}

/** An answer that a sender takes as received. */
export function isGood(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300;
}

/** A field that differs; `null` where it is missing. */
export type HeaderChange = { name: string; before: string | null; after: string | null };

/** Fields that differ from one answer to the next whatever a server does. */
const OF_THE_MOMENT = new Set(["date", "connection", "keep-alive", "transfer-encoding", "content-length"]);

/**
 * Fields that were added, left out or changed, by name; repeated fields count as one list,
 * and those of the moment or of the connection are left out.
 */
export function headerChanges(before: Headers, after: Headers): HeaderChange[] {
  const [was, is] = [valuesByName(before), valuesByName(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])].filter((name) => !OF_THE_MOMENT.has(name));
  return names
    .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
    .filter((change) => change.before !== change.after);
}

function valuesByName(headers: Headers): Map<string, string> {
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const key = name.toLowerCase();
    const text = valueText(value);
    const before = values.get(key);
    values.set(key, before === undefined ? text : `${before}, ${text}`);
  }
  return values;
}
