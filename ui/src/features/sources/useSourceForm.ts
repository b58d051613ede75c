import { useState } from "react";
import { nothing } from "../../core/client";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import type { SentTest } from "../../core/generated/SentTest";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { useCall, useCommand } from "../../core/queries";
import { asCallFailed } from "../../core/transport";
import { draftOf, editSource, emptyDraft, isChanged, newSource, type Problems, problemsOf, type SourceDraft } from "./draft";
import type { SourcePreset } from "../../shell/intents";
import { placeOf, type Refusal } from "./places";
import { freshName } from "./senders";

/** What every part of the editor needs. */
export type SourceForm = {
  /** The source as it is saved; `null` until it is added. */
  saved: SourceOverview | null;
  draft: SourceDraft;
  change: (part: Partial<SourceDraft>) => void;
  /** `undefined` until the schemes are read; `null` when it is none of them. */
  scheme: SchemeSummary | null | undefined;
  /** What is wrong, by field: ours and the core's. */
  problems: Problems;
  /** A refusal that belongs to no field. */
  refusal: string | null;
  changed: boolean;
  busy: boolean;
  /** Saves and gives back the source; `null` when it was refused. */
  save: () => Promise<SourceOverview | null>;
  /** Saves what is changed, then sends a test delivery. */
  test: () => Promise<SentTest | null>;
};

/** A source's draft from its first character until it is saved. */
export function useSourceForm(opened: SourceOverview | null, preset: SourcePreset = {}): SourceForm {
  const call = useCall();
  const known = useCommand("schemes.list", nothing).data;
  const schemes = known ?? [];
  const [saved, setSaved] = useState(opened);
  const taken = useTakenNames(saved);
  const [draft, setDraft] = useState(() => beginning(opened, preset, { schemes, taken }));
  const [refused, setRefused] = useState<Refusal | null>(null);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const changed = saved === null || isChanged(draft, draftOf(saved));
  const found = problemsOf(draft, taken);
  const change = (part: Partial<SourceDraft>) => {
    setDraft((now) => ({ ...now, ...part }));
    if (refused && (refused.field === null || refused.field in part)) setRefused(null);
  };
  const run = async <T>(work: () => Promise<T>): Promise<T | null> => {
    setTried(true);
    if (busy || Object.keys(found).length > 0) return null;
    setBusy(true);
    setRefused(null);
    try {
      return await work();
    } catch (thrown) {
      setRefused(placeOf(asCallFailed(thrown)));
      return null;
    } finally {
      setBusy(false);
    }
  };
  const put = async () => {
    if (!changed && saved !== null) return saved;
    const overview = await (saved === null ? call("sources.add", newSource(draft)) : call("sources.edit", editSource(saved.source.id, draft)));
    setSaved(overview);
    setDraft(draftOf(overview));
    return overview;
  };
  // A name that is not typed yet is no mistake until one tries to save.
  const shown = draft.name === "" && !tried ? { ...found, name: undefined } : found;
  const theirs = refused?.field ? { [refused.field]: refused.message } : {};
  return {
    saved,
    draft,
    change,
    scheme: known && (known.find(({ id }) => id === draft.scheme) ?? null),
    problems: { ...theirs, ...shown } as Problems,
    refusal: refused?.field === null ? refused.message : null,
    changed: saved === null ? isChanged(draft, emptyDraft) : changed,
    busy,
    save: () => run(put),
    test: () => run(async () => call("sources.test", { source: (await put()).source.name })),
  };
}

type Known = { schemes: SchemeSummary[]; taken: string[] };

/** What is saved with the preset on top. */
function beginning(opened: SourceOverview | null, preset: SourcePreset, known: Known): SourceDraft {
  const { scheme, secret, publicUrl } = preset;
  const draft = opened === null ? { ...emptyDraft, name: nameFor(preset, known) } : draftOf(opened);
  return { ...draft, ...(scheme && { scheme }), ...(secret && { addSecrets: [secret] }), ...(publicUrl && { publicUrl }) };
}

/** A new source is called as the preset says, else after its provider. */
function nameFor({ scheme, name }: SourcePreset, { schemes, taken }: Known): string {
  if (name !== undefined && !taken.includes(name)) return name;
  const provider = schemes.find(({ id }) => id === scheme)?.provider;
  return provider === undefined ? emptyDraft.name : freshName(provider, taken);
}

function useTakenNames(saved: SourceOverview | null): string[] {
  const sources = useCommand("sources.list", nothing).data ?? [];
  return sources.filter(({ source }) => source.id !== saved?.source.id).map(({ source }) => source.name);
}
