// Describing a profile, and having it kept.
import { useState } from "react";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { draftOf, editProfile, newDraft, newProfile, type ProfileDraft, type ProfileProblems, problemsOf } from "./profileDraft";

/** The form as its fields see it. */
export type ProfileForm = {
  info: ProviderInfo;
  draft: ProfileDraft;
  change: (parts: Partial<ProfileDraft>) => void;
  /** Begins again for another provider. */
  choose: (info: ProviderInfo) => void;
  /** Empty until one tries to save. */
  problems: ProfileProblems;
  refusal: string | null;
  busy: boolean;
  /** Points it at our emulation, with a key of that. */
  emulate: () => void;
  /** Keeps it; `null` when something is wrong. */
  save: () => Promise<ProfileRow | null>;
};

export type ProfileFormOf = { first: ProviderInfo; kept: ProfileRow | null; taken: string[] };

/** A new profile, or a kept one that is changed. */
export function useProfileForm({ first, kept, taken }: ProfileFormOf): ProfileForm {
  const call = useCall();
  const [info, setInfo] = useState(first);
  const [draft, setDraft] = useState(() => (kept === null ? newDraft(first, taken) : draftOf(kept)));
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const found = problemsOf(draft, info, kept);
  const change = (parts: Partial<ProfileDraft>) => setDraft((now) => ({ ...now, ...parts }));
  const guarded = async <T>(ask: () => Promise<T>): Promise<T | null> => {
    setBusy(true);
    setRefusal(null);
    try {
      return await ask();
    } catch (thrown) {
      setRefusal(asCallFailed(thrown).message);
      return null;
    } finally {
      setBusy(false);
    }
  };
  const emulated = async () => {
    const { base_url } = await call("emulations.status", { provider: info.id });
    const keys = await call("emulations.keys", { provider: info.id });
    change({ baseUrl: base_url, key: keys.find(({ api_key }) => api_key !== null)?.api_key ?? draft.key });
  };
  return {
    info,
    draft,
    change,
    choose: (next) => {
      setInfo(next);
      setDraft(newDraft(next, taken));
    },
    problems: tried ? found : {},
    refusal,
    busy,
    emulate: () => void guarded(emulated),
    save: async () => {
      setTried(true);
      if (Object.keys(found).length > 0) return null;
      return guarded(() => (kept === null ? call("profiles.add", newProfile(info.id, draft)) : call("profiles.edit", editProfile(draft))));
    },
  };
}
