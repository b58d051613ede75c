// An endpoint's editor: what was typed, what is wrong, and how it is saved.
import { useState } from "react";
import { nothing } from "../../../core/client";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCall, useCommand } from "../../../core/queries";
import { asCallFailed, type CallFailed } from "../../../core/transport";
import { draftOf, editEndpoint, emptyDraft, type EndpointDraft, isChanged, newEndpoint, type Problems, problemsOf } from "./draft";

/** The form as its sections see it. */
export type EndpointForm = {
  /** `null` while it is a new one. */
  saved: EndpointOverview | null;
  draft: EndpointDraft;
  change: (parts: Partial<EndpointDraft>) => void;
  scheme: SchemeSummary | null;
  problems: Problems;
  /** Why it was refused, where that is no field's fault. */
  refusal: string | null;
  changed: boolean;
  busy: boolean;
  /** Saves; `null` when something is wrong. */
  save: () => Promise<EndpointOverview | null>;
};

/** Edits an endpoint, or a new one. */
export function useEndpointForm(opened: EndpointOverview | null): EndpointForm {
  const call = useCall();
  const [begun] = useState(() => (opened === null ? emptyDraft : draftOf(opened.endpoint)));
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<CallFailed | null>(null);
  const schemes = useCommand("schemes.list", nothing).data;
  const found = problemsOf(draft);
  const theirs = refused?.field ? { [fieldOf(refused.field)]: refused.message } : {};
  const save = async () => {
    setTried(true);
    if (Object.keys(found).length > 0 || busy) return null;
    setBusy(true);
    try {
      return await (opened === null ? call("endpoints.add", newEndpoint(draft)) : call("endpoints.edit", editEndpoint(opened.endpoint, draft)));
    } catch (thrown) {
      setRefused(asCallFailed(thrown));
      return null;
    } finally {
      setBusy(false);
    }
  };
  // A URL that is not typed yet is no mistake until one tries to save.
  const shown = draft.url === "" && !tried ? { ...found, url: undefined } : found;
  return {
    saved: opened,
    draft,
    change: (parts) => {
      setRefused(null);
      setDraft((now) => ({ ...now, ...parts }));
    },
    scheme: schemes?.find(({ id }) => id === draft.scheme) ?? null,
    problems: { ...theirs, ...shown } as Problems,
    refusal: refused?.field === null ? refused.message : null,
    changed: isChanged(draft, begun),
    busy,
    save,
  };
}

/** The field of the form that a refused field of the core is. */
function fieldOf(field: string): string {
  const own: Record<string, string> = { secrets: "addSecrets", add_secrets: "addSecrets", event_types: "eventTypes", timeout_ms: "timeout", delivered_by: "deliveredBy" };
  const name = field.replace(/^manner\./, "");
  return own[name] ?? name;
}
