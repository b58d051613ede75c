// Which deliveries of logs are captures already: those that were imported.
import type { ImportedCapture } from "../../../core/generated/ImportedCapture";
import { useCommands } from "../../../core/queries";
import { keyText, rowKey } from "./deliveryKey";
import type { Group } from "./lines";

/** Captures by the key of the delivery that they were imported of. */
export function useImported(groups: Group[]): ReadonlyMap<string, string> {
  const held = groups.filter(({ info, rows }) => info.can.includes("import") && rows.length > 0);
  const answers = useCommands(
    "imports.known",
    held.map(({ profile, rows }) => ({ profile: profile.name, deliveries: rows.map(({ id, event_id }) => ({ id, event_id })) })),
  );
  const known = answers.map(({ data }) => data);
  return capturesOf(held, known);
}

function capturesOf(groups: Group[], known: (ImportedCapture[] | undefined)[]): ReadonlyMap<string, string> {
  const found = groups.flatMap(({ profile, info }, index) => (known[index] ?? []).map((one): [string, string] => [keyText(rowKey(profile.name, info, one)), one.capture]));
  return new Map(found);
}
