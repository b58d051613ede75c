import { useState } from "react";
import { useActions } from "../../shell/keys";
import { Button } from "../../components/Button";
import { DefinitionEditor } from "../../components/DefinitionEditor";
import { Dialog } from "../../components/Dialog";
import { LeaveQuestion } from "../../components/LeaveQuestion";
import { schemeTemplate } from "../../components/schemeTemplate";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useChange } from "../../core/queries";

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
      <DefinitionEditor value={definition} onChange={change} problem={save.error && { field: "", message: save.error.message, line: null }} />
      {asking && <LeaveQuestion onLeave={onClose} onStay={() => setAsking(false)} />}
    </Dialog>
  );
}
