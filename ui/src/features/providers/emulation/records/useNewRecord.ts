// Describing something for an emulation to hold, and having it made.
import { useState } from "react";
import type { CreatedEmulated } from "../../../../core/generated/CreatedEmulated";
import { useChange } from "../../../../core/queries";
import { createOf, newDraft, problemsOf, type RecordDraft, type RecordProblems } from "./draft";

/** The form as its fields see it. */
export type RecordForm = {
  draft: RecordDraft;
  change: (parts: Partial<RecordDraft>) => void;
  problems: RecordProblems;
  refusal: string | null;
  busy: boolean;
  /** Makes it, unless something is wrong. */
  create: () => void;
};

/** A new record of a provider; `onMade` hears of it. */
export function useNewRecord(provider: string, onMade: (made: CreatedEmulated) => void): RecordForm {
  const [draft, setDraft] = useState(() => newDraft(provider));
  const making = useChange("emulations.create");
  const problems = problemsOf(draft);
  return {
    draft,
    change: (parts) => setDraft((now) => ({ ...now, ...parts })),
    problems,
    refusal: making.error?.message ?? null,
    busy: making.isPending,
    create: () => {
      if (Object.keys(problems).length === 0) making.mutate(createOf(provider, draft), { onSuccess: onMade });
    },
  };
}
