import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { SecretField } from "../../../components/SecretField";
import { schemeTitle } from "../../../components/schemeWords";
import { Select } from "../../../components/Select";
import { Tile } from "../../../components/Tile";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useIntents } from "../../../shell/intents";
import bench from "../bench/Bench.module.css";
import type { ProbeDraft } from "./lastProbe";

export type ProbeSignerProps = { draft: ProbeDraft; change: (part: Partial<ProbeDraft>) => void };

/** Whose signature the variants carry. */
export function ProbeSigner(props: ProbeSignerProps) {
  return props.draft.source === null ? <Typed {...props} /> : <OfSource {...props} />;
}

function OfSource({ draft, change }: ProbeSignerProps) {
  const sources = useCommand("sources.list", nothing).data ?? [];
  const fit = sources.map(({ source }) => source).filter(({ scheme, secrets }) => scheme !== null && secrets.length > 0);
  if (fit.length === 0) return <p className={bench.note}>No source has a scheme and a secret yet. Type them instead.</p>;
  const choices = [{ value: "", name: "Choose a source" }, ...fit.map(({ id, name, scheme }) => ({ value: id as string, name, hint: scheme ?? "" }))];
  return (
    <Field label="Source" hint="Its scheme and secrets are used and never shown.">
      <Select choices={choices} value={draft.source ?? ""} onChange={(source) => change({ source })} />
    </Field>
  );
}

function Typed({ draft, change }: ProbeSignerProps) {
  const { chooseScheme } = useIntents();
  const known = useCommand("schemes.list", nothing).data?.find(({ id }) => id === draft.scheme);
  return (
    <>
      <div className={bench.scheme}>
        <Tile provider={known?.provider ?? null} large />
        <span className={bench.words}>
          <span className="cut">{known === undefined ? (draft.scheme ?? "No scheme yet") : schemeTitle(known)}</span>
          <span className="faint cut">{known?.algorithm ?? "How the provider signs"}</span>
        </span>
        <Button name={draft.scheme === null ? "Choose…" : "Change…"} onClick={() => chooseScheme(draft.scheme, (scheme) => change({ scheme }))} />
      </div>
      <div className={bench.secrets}>
        {draft.secrets.map((secret, index) => (
          <SecretField
            key={index}
            label={index === 0 ? "Secret" : `Secret ${index + 1}`}
            aside="Not saved"
            hint={index === 0 ? (known?.public_key === true ? "The private key: probes have to sign." : known?.secret_form) : "Told apart by the check of rotated secrets."}
            value={secret}
            onChange={(next) => change({ secrets: draft.secrets.with(index, next) })}
          />
        ))}
        {draft.secrets.length < 2 && <Button name="Add another secret" icon="plus" small className={bench.start} onClick={() => change({ secrets: [...draft.secrets, ""] })} />}
      </div>
    </>
  );
}
