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
  /** Makes one of each kind that the provider sends; none while it is not said where to. */
  createSamples: (() => void) | null;
};

/** What is heard of making. */
export type Making = {
  onMade: (made: CreatedEmulated) => void;
  onSamples: (made: CreatedEmulated[]) => void;
};

/** A new record of a provider. */
export function useNewRecord(provider: string, { onMade, onSamples }: Making): RecordForm {
  const [draft, setDraft] = useState(() => newDraft(provider));
  const making = useChange("emulations.create");
  const sampling = useChange("emulations.create_samples");
  const problems = problemsOf(draft);
  const { to } = createOf(provider, draft);
  return {
    draft,
    change: (parts) => setDraft((now) => ({ ...now, ...parts })),
    problems,
    refusal: making.error?.message ?? sampling.error?.message ?? null,
    busy: making.isPending || sampling.isPending,
    create: () => {
      if (Object.keys(problems).length === 0) making.mutate(createOf(provider, draft), { onSuccess: onMade });
    },
    createSamples: to === null || problems.to !== undefined ? null : () => sampling.mutate({ provider, to }, { onSuccess: onSamples }),
  };
}
