import { useState } from "react";
import { Button } from "../../../../components/Button";
import { Dialog } from "../../../../components/Dialog";
import { Field } from "../../../../components/Field";
import { Select } from "../../../../components/Select";
import { TextField } from "../../../../components/TextField";
import { ToggleChips } from "../../../../components/ToggleChips";
import type { Organization } from "../../../../core/generated/Organization";
import { useChange } from "../../../../core/queries";
import { useActions } from "../../../../shell/keys";
import page from "../../ProvidersPage.module.css";

export type NewKeyDialogProps = {
  provider: string;
  scopes: string[];
  organizations: Organization[];
  onClose: () => void;
};

/** Asks for whom a key is, and what it is for. */
export function NewKeyDialog({ provider, scopes, organizations, onClose }: NewKeyDialogProps) {
  const [label, setLabel] = useState("");
  const [organization, setOrganization] = useState(organizations[0]?.name ?? "");
  const [chosen, setChosen] = useState<string[]>([]);
  const add = useChange("emulations.add_key");
  const make = () => add.mutate({ provider, organization: organization === "" ? null : organization, scopes: chosen, label: label.trim() }, { onSuccess: onClose });
  useActions([{ id: "emulation.makeKey", name: "Make the key", keys: ["Mod+Enter"], scope: "Emulation", keyOnly: true, inDialog: true, whileTyping: true, enabled: !add.isPending, run: make }]);
  return (
    <Dialog
      title="Make a key"
      size="small"
      onClose={onClose}
      actions={
        <>
          {add.error && (
            <p role="alert" className={page.refused}>
              {add.error.message}
            </p>
          )}
          <Button name="Make the key" look="primary" keys="Mod+Enter" disabled={add.isPending} onClick={make} />
        </>
      }
    >
      <div className={page.fields}>
        <Field label="Label" hint="For you alone. It may be empty.">
          <TextField value={label} onChange={setLabel} />
        </Field>
        {organizations.length > 1 && (
          <Field label="Organization">
            <Select choices={organizations.map(({ name }) => ({ value: name, name }))} value={organization} onChange={setOrganization} />
          </Field>
        )}
        {scopes.length > 0 && (
          <div>
            <p className={page.label}>Only for, or none of them: for everything</p>
            <ToggleChips label="Only for" chips={scopes.map((scope) => ({ value: scope, name: scope }))} value={chosen} onChange={setChosen} />
          </div>
        )}
      </div>
    </Dialog>
  );
}
