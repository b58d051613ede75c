// What can be done with the scheme that is open.
import type { MenuEntry } from "../../../components/Menu";
import { nothing } from "../../../core/client";
import type { SchemeDetail } from "../../../core/generated/SchemeDetail";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import { useIntents } from "../../../shell/intents";
import { useActions } from "../../../shell/keys";
import { useSignaturesSearch } from "../../../shell/signatures";
import { keepBench } from "../bench/useBench";
import { isCoded, ownCopy } from "../own/ownCopy";
import { keepOwn } from "../own/kept";
import { draftOf } from "./example";

/** What the head of a scheme's page offers; `null` where it cannot be done. */
export type SchemeDeeds = {
  onBench: (() => void) | null;
  duplicate: (() => void) | null;
  /** Only for schemes of one's own. */
  edit: (() => void) | null;
  /** New source first, then every one there is. */
  sources: MenuEntry[];
};

/** Offers them as buttons, keys and commands; what needs the detail holds while that is still being read (`waits`). */
export function useSchemeDeeds(scheme: SchemeSummary, detail: SchemeDetail | undefined, waits: boolean): SchemeDeeds {
  const [, go] = useSignaturesSearch();
  const { editSource } = useIntents();
  const copyable = detail !== undefined && !isCoded(detail.definition);
  const names = useCommand("sources.list", nothing).data?.map(({ source }) => source.name) ?? [];
  const example = detail?.manual.example ?? null;
  const onBench = () => {
    if (example !== null) keepBench(draftOf(scheme.id, example));
    else keepBench({ scheme: { id: scheme.id } });
    go({ view: undefined, tab: undefined });
  };
  const duplicate = () => {
    if (detail === undefined) return;
    keepOwn("new", ownCopy(detail.definition));
    go({ view: "own", edit: "new" });
  };
  const edit = () => go({ view: "own", edit: scheme.id });
  const use = (source: string | null) => editSource(source, { scheme: scheme.id });
  useActions([
    { id: "schemes.bench", name: "Try this scheme on the bench", keys: ["b"], scope: "Schemes", icon: "signatures", waits, run: onBench },
    { id: "schemes.use", name: "Use this scheme for a new source", keys: ["u"], scope: "Schemes", icon: "link", run: () => use(null) },
    { id: "schemes.duplicate", name: "Duplicate this scheme", keys: ["d"], scope: "Schemes", icon: "copy", enabled: copyable, waits, run: duplicate },
    { id: "schemes.edit", name: "Edit this scheme", keys: ["e"], scope: "Schemes", icon: "edit", enabled: detail?.own === true, waits, run: edit },
  ]);
  const existing: MenuEntry[] = names.map((name) => ({ name, run: () => use(name) }));
  return {
    onBench: waits ? null : onBench,
    duplicate: copyable ? duplicate : null,
    edit: detail?.own === true ? edit : null,
    sources: [{ name: "A new source…", icon: "plus", keys: "u", run: () => use(null) }, ...(existing.length > 0 ? (["separator", ...existing] as MenuEntry[]) : [])],
  };
}
