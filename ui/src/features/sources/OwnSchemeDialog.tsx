import { useState } from "react";
import { useActions } from "../../shell/keys";
import { Button } from "../../components/Button";
import { CodeEditor } from "../../components/CodeEditor";
import { Dialog } from "../../components/Dialog";
import { Field } from "../../components/Field";
import { LeaveQuestion } from "../../components/LeaveQuestion";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useChange } from "../../core/queries";
import { schemeTemplate } from "./schemeTemplate";

export type OwnSchemeDialogProps = {
  onSaved: (scheme: SchemeSummary) => void;
  onClose: () => void;
};

/** A scheme of one's own, written down in the catalogue's language. */
export function OwnSchemeDialog({ onSaved, onClose }: OwnSchemeDialogProps) {
  const [definition, setDefinition] = useState(schemeTemplate);
  const [asking, setAsking] = useState(false);
  const save = useChange("schemes.save");
  const run = () => save.mutate({ definition }, { onSuccess: onSaved });
  const change = (text: string) => {
    setDefinition(text);
    save.reset();
  };
  const leave = () => (definition === schemeTemplate ? onClose() : setAsking(true));
  useActions([
    { id: "schemes.save", name: "Save the scheme", keys: ["Mod+Enter"], scope: "Own scheme", run, enabled: !asking, inDialog: true, whileTyping: true, keyOnly: true },
  ]);
  return (
    <Dialog
      title="Own scheme"
      description="How the signature is made, as TOML or JSON. It is kept with your data and can be chosen for any source."
      onClose={leave}
      actions={<Button name="Save scheme" look="primary" keys="Mod+Enter" disabled={save.isPending} onClick={run} />}
    >
      <Field label="Definition" error={save.error?.message}>
        <CodeEditor
          label="Definition"
          language={definition.trimStart().startsWith("{") ? "json" : "toml"}
          value={definition}
          onChange={change}
          invalid={save.error !== null}
        />
      </Field>
      {asking && <LeaveQuestion onLeave={onClose} onStay={() => setAsking(false)} />}
    </Dialog>
  );
}
