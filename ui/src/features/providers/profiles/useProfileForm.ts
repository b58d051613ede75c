// Describing a profile, and having it kept.
import { useState } from "react";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { useChange } from "../../../core/queries";
import { newProfile, type ProfileDraft, type ProfileProblems, problemsOf } from "./profileDraft";

/** The form as its fields see it. */
export type ProfileForm = {
  draft: ProfileDraft;
  change: (parts: Partial<ProfileDraft>) => void;
  /** Empty until one tries to save. */
  problems: ProfileProblems;
  refusal: string | null;
  busy: boolean;
  save: () => void;
};

/** A new profile; `onSaved` hears of it. */
export function useProfileForm(begun: ProfileDraft, onSaved: (saved: ProfileRow) => void): ProfileForm {
  const [draft, setDraft] = useState(begun);
  const [tried, setTried] = useState(false);
  const adding = useChange("profiles.add");
  const found = problemsOf(draft);
  const change = (parts: Partial<ProfileDraft>) => setDraft((now) => ({ ...now, ...parts }));
  return {
    draft,
    change,
    problems: tried ? found : {},
    refusal: adding.error?.message ?? null,
    busy: adding.isPending,
    save: () => {
      setTried(true);
      if (Object.keys(found).length === 0) adding.mutate(newProfile(draft), { onSuccess: onSaved });
    },
  };
}
