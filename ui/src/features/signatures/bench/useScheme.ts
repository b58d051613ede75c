// What is known of the scheme on the bench.
import { nothing } from "../../../core/client";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import type { BenchDraft } from "./draft";

/** The scheme's facts, also of a definition that is not saved; `undefined` while there are none. */
export function useScheme({ scheme }: BenchDraft): SchemeSummary | undefined {
  const schemes = useCommand("schemes.list", nothing).data;
  const definition = scheme !== null && "definition" in scheme ? scheme.definition : null;
  const written = useCommand("schemes.check", { definition: definition ?? "", subject: null, secrets: null }, { enabled: definition !== null, keepPrevious: true });
  if (definition !== null) return written.data?.summary ?? undefined;
  return scheme !== null && "id" in scheme ? schemes?.find(({ id }) => id === scheme.id) : undefined;
}
