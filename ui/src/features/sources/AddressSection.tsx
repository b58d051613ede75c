import { CopyButton } from "../../components/CopyButton";
import { Field } from "../../components/Field";
import { Switch } from "../../components/Switch";
import { TextField } from "../../components/TextField";
import { nothing } from "../../core/client";
import { useChange, useCommand } from "../../core/queries";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type AddressSectionProps = { form: SourceForm };

/** What a source is called and where it receives. */
export function AddressSection({ form }: AddressSectionProps) {
  const { draft, change, problems, scheme } = form;
  const base = useCommand("receiver.status", nothing).data?.url ?? null;
  const url = base === null || draft.name === "" ? null : `${base}/${draft.name}/`;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Address</h3>
      <Field label="Name, the first part of the path" error={problems.name}>
        <TextField mono value={draft.name} onChange={(name) => change({ name })} placeholder="stripe" maxLength={80} />
      </Field>
      <div className={styles.address}>
        <span className={`data cut grow selectable ${url ? "" : "faint"}`}>{url ?? (base ? `${base}/…/` : "The address appears here once the receiver listens.")}</span>
        {url && <CopyButton text={url} name="Copy the address" />}
      </div>
      {(scheme?.signs_url || draft.publicUrl !== "") && (
        <Field
          label="Public URL"
          aside={scheme?.signs_url ? "Needed: this scheme signs the URL" : "Not part of this scheme's signature"}
          hint="The URL exactly as the provider was given it, such as that of a tunnel. A signature over another URL cannot match."
          error={problems.publicUrl}
        >
          <TextField mono value={draft.publicUrl} onChange={(publicUrl) => change({ publicUrl })} placeholder="https://example.com/hooks" />
        </Field>
      )}
      <PauseSwitch form={form} />
    </section>
  );
}

function PauseSwitch({ form: { saved } }: AddressSectionProps) {
  const pause = useChange("sources.pause");
  const sources = useCommand("sources.list", nothing).data ?? [];
  if (saved === null) return null;
  const now = sources.find(({ source }) => source.id === saved.source.id) ?? saved;
  const hint = pause.error?.message ?? "At once: senders get 503, requests are kept, nothing is forwarded.";
  return <Switch name="Paused" on={pause.isPending ? pause.variables.paused : now.source.paused} onChange={(paused) => pause.mutate({ id: saved.source.id, paused })} hint={hint} />;
}
