// What providers sent, profile by profile, as lines of one list. Pure.
import { formatAge } from "../../../components/format";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderDelivery } from "../../../core/generated/ProviderDelivery";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { keyText } from "./deliveryKey";

/** A profile's log as far as it was read. */
export type Group = {
  profile: ProfileRow;
  info: ProviderInfo;
  rows: ProviderDelivery[];
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
  | { kind: "delivery"; key: string; delivery: ProviderDelivery }
  | { kind: "waiting" }
  | { kind: "none"; info: ProviderInfo };

/** Bars that stand for rows on their way. */
const WAITING: Line[] = [{ kind: "waiting" }, { kind: "waiting" }];

/** All groups below one another, each under its head. */
export function linesOf(groups: Group[]): Line[] {
  return groups.flatMap((group): Line[] => {
    const rows = group.rows.map((delivery): Line => ({ kind: "delivery", key: keyText({ profile: group.profile.name, id: delivery.id }), delivery }));
    const rest: Line[] = group.reading && rows.length === 0 ? WAITING : [];
    const none: Line[] = rows.length === 0 && !group.reading && group.problem === null ? [{ kind: "none", info: group.info }] : [];
    return [{ kind: "group", group }, ...rows, ...rest, ...none];
  });
}

/** What can be opened of a line, if anything can. */
export function idOf(line: Line): string | null {
  return line.kind === "delivery" ? line.key : null;
}

/** How fresh a group is: `reading…`, `read 8s ago, newest 50`. */
export function readWords({ rows, reading, readAt, next }: Pick<Group, "rows" | "reading" | "readAt" | "next">, now: number): string {
  if (readAt === null) return reading ? "reading…" : "";
  const age = formatAge(new Date(readAt).toISOString(), Math.max(now, readAt));
  const ago = age === "now" ? "read just now" : `read ${age} ago`;
  return rows.length === 0 ? ago : `${ago}, ${next === null ? `all ${rows.length}` : `newest ${rows.length}`}`;
}

/** Why there is nothing below a head. */
export function noneWords({ name, can, asked_by }: ProviderInfo): string {
  if (can.includes("list")) return "Nothing was sent yet, or nothing matches.";
  if (!can.includes("redeliver")) return `${name} has no public call to have something sent again.`;
  return `${name} has no list of what it sent. Type the id of a ${asked_by} below.`;
}
