// What providers sent, profile by profile, as lines of one list. Pure.
import { formatAge } from "../../../components/format";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { keyText, rowKey } from "./deliveryKey";
import { arrivalKey } from "./here";

/** A profile's log, or whatever else was read through it, as far as it was read. */
export type Group<Row = ProviderDelivery> = {
  profile: ProfileRow;
  info: ProviderInfo;
  rows: Row[];
  /** The first page, or an older one, is on its way. */
  reading: boolean;
  /** When it was read, in milliseconds; `null` before that. */
  readAt: number | null;
  /** Why it could not be read. */
  problem: string | null;
  /** What asks for the page behind; `null` where there is none. */
  next: string | null;
};

/** One line of the list. */
export type Line =
  | { kind: "group"; group: Group }
  | { kind: "delivery"; key: string; arrival: string; delivery: ProviderDelivery }
  | { kind: "waiting" }
  | { kind: "none"; words: string };

/** Bars that stand for rows on their way. */
const WAITING: Line[] = [{ kind: "waiting" }, { kind: "waiting" }];

/** All groups below one another, each under its head; `run` is the one whose deliveries were read. */
export function linesOf(groups: Group[], run?: string): Line[] {
  return groups.flatMap((group): Line[] => {
    const rows = group.rows.map((delivery): Line => {
      const key = rowKey(group.profile.name, group.info, delivery);
      return { kind: "delivery", key: keyText(key), arrival: arrivalKey(key), delivery };
    });
    const rest: Line[] = group.reading && rows.length === 0 ? WAITING : [];
    const none: Line[] = rows.length === 0 && !group.reading && group.problem === null ? [{ kind: "none", words: noneWords(group.info, run) }] : [];
    return [{ kind: "group", group }, ...rows, ...rest, ...none];
  });
}

/** What can be opened of a line, if anything can. */
export function idOf(line: Line): string | null {
  return line.kind === "delivery" ? line.key : null;
}

/** How fresh a group is: `reading…`, `read 8s ago, newest 50`. */
export function readWords({ rows, reading, readAt, next }: Pick<Group<unknown>, "rows" | "reading" | "readAt" | "next">, now: number): string {
  if (readAt === null) return reading ? "reading…" : "";
  const age = formatAge(new Date(readAt).toISOString(), Math.max(now, readAt));
  const ago = age === "now" ? "read just now" : `read ${age} ago`;
  return rows.length === 0 ? ago : `${ago}, ${next === null ? `all ${rows.length}` : `newest ${rows.length}`}`;
}

/** Why there is nothing below a head. */
export function noneWords({ name, can, asked_by }: ProviderInfo, run?: string): string {
  if (can.includes("list_by_run")) return run === undefined ? `${name} lists what it sent run by run. Type the id of a run above.` : "Nothing was sent for this run yet, or nothing matches.";
  if (can.includes("list")) return "Nothing was sent yet, or nothing matches.";
  if (!can.includes("redeliver")) return `${name} has no public call to have something sent again.`;
  return `${name} has no list of what it sent. Type the id of a ${asked_by} below.`;
}
