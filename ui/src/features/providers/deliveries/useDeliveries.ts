// The list of what providers sent: what is shown of it, the cursor and the marks.
import { useMemo, useState } from "react";
import { useMarks } from "../../../components/useMarks";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCommand } from "../../../core/queries";
import { useProvidersSearch } from "../../../shell/providers";
import { useRows } from "../useRows";
import { infoOf } from "../words";
import { arrivalsOf } from "./here";
import { idOf, linesOf } from "./lines";
import { anything, isWanted } from "./matching";
import { useGroups } from "./useGroups";
import { useImported } from "./useImported";

/** Redeliveries whose arrival is looked for. */
const LOOKED_AT = 500;

/** What was sent through these profiles, as the list shows it. */
export function useDeliveries(profiles: ProfileRow[], infos: ProviderInfo[]) {
  const [{ delivery: open, run }, change] = useProvidersSearch();
  const [wanted, setWanted] = useState(anything);
  const marks = useMarks();
  const redeliveries = useCommand("redeliveries.list", { limit: LOOKED_AT }).data;
  const arrivals = useMemo(() => arrivalsOf(redeliveries ?? []), [redeliveries]);
  const read = useGroups(profiles, infos, run);
  const imported = useImported(read.groups);
  const groups = read.groups.map((group) => ({ ...group, rows: group.rows.filter((row) => isWanted(row, wanted)) }));
  const lines = linesOf(groups, run);
  const ids = lines.map(idOf);
  const rows = useRows({ ids, open, reading: lines.some(({ kind }) => kind === "waiting"), onOpen: (delivery) => change({ delivery }, "replace") });
  return {
    groups,
    lines,
    rows,
    marks,
    arrivals,
    /** Captures that deliveries were imported as, by the delivery. */
    imported,
    /** The run whose deliveries are listed, where providers list by run. */
    run,
    /** Who lists by run, if anybody does. */
    byRun: profiles.map(({ provider }) => infoOf(infos, provider)).find(({ can }) => can.includes("list_by_run"))?.name ?? null,
    listRun: (run: string) => change({ run: run === "" ? undefined : run, delivery: undefined }),
    wanted,
    want: (parts: Partial<typeof wanted>) => setWanted((now) => ({ ...now, ...parts })),
    /** How many are shown, of all that were read. */
    shown: ids.filter((id) => id !== null),
    total: read.groups.reduce((sum, group) => sum + group.rows.length, 0),
    readOlder: read.readOlder,
    refresh: read.refresh,
    deliveryOf: (key: string) => lines.flatMap((line) => (line.kind === "delivery" && line.key === key ? [line.delivery] : []))[0],
  };
}

/** The list as its parts see it. */
export type DeliveriesState = ReturnType<typeof useDeliveries>;
