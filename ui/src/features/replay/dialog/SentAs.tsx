import { SentAsField, type SentAs as Kind } from "./SentAsField";
import { TemplateFields } from "./TemplateFields";
import { newTemplate } from "./templateDraft";
import type { Replay } from "./useReplay";

export type SentAsProps = { replay: Replay };

/** Exact, signed afresh, or changed by a template with its fields. */
export function SentAs({ replay }: SentAsProps) {
  const { draft, change, editing, known, tried, problems } = replay;
  const value: Kind = draft.template ? "template" : draft.afresh ? "afresh" : "exact";
  const choose = (next: Kind) => {
    if (next === "template") change({ template: newTemplate, afresh: known.refusal === null });
    else change({ template: null, afresh: next === "afresh" });
  };
  return (
    <>
      <SentAsField value={value} onChange={choose} afresh={draft.afresh} onAfresh={(afresh) => change({ afresh })} edited={editing} refusal={known.refusal} />
      {draft.template && (
        <TemplateFields
          template={draft.template}
          onChange={(parts) => draft.template && change({ template: { ...draft.template, ...parts } })}
          problems={tried ? problems : {}}
        />
      )}
    </>
  );
}
