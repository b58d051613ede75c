import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { SecretField } from "../../../components/SecretField";
import { Segmented } from "../../../components/Segmented";
import { Select } from "../../../components/Select";
import { nothing } from "../../../core/client";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import { useCommand } from "../../../core/queries";
import styles from "./Bench.module.css";
import { CheckFields } from "./CheckFields";
import type { BenchDraft } from "./draft";
import type { Bench } from "./useBench";

export type SecretsSectionProps = { bench: Bench };

const origins: { value: BenchDraft["secretsFrom"]; name: string }[] = [
  { value: "typed", name: "Typed" },
  { value: "source", name: "A source's" },
];

/** What it is checked or signed with, and against which clock. */
export function SecretsSection({ bench }: SecretsSectionProps) {
  const { draft, change } = bench;
  const scheme = useScheme(draft);
  return (
    <section className={styles.section} aria-labelledby="bench-secrets">
      <div className={styles.head}>
        <h2 id="bench-secrets" className={styles.heading}>
          {scheme?.public_key ? "Keys" : "Secrets"}
        </h2>
        <Segmented label="Where the secrets come from" segments={origins} value={draft.secretsFrom} onChange={(secretsFrom) => change({ secretsFrom })} />
      </div>
      {draft.secretsFrom === "typed" ? <Typed bench={bench} scheme={scheme} /> : <OfSource bench={bench} />}
      <CheckFields bench={bench} scheme={scheme} />
    </section>
  );
}

function Typed({ bench: { draft, change }, scheme }: SecretsSectionProps & { scheme: SchemeSummary | undefined }) {
  const label = scheme?.public_key ? "Public key to check, private key to sign" : "Secret";
  return (
    <div className={styles.secrets}>
      {draft.secrets.map((secret, index) => (
        <SecretField
          key={index}
          label={index === 0 ? label : `${label} ${index + 1}`}
          aside="Not saved"
          hint={index === 0 ? scheme?.secret_form : undefined}
          value={secret}
          onChange={(next) => change({ secrets: draft.secrets.with(index, next) })}
        />
      ))}
      <Button name="Add another secret" icon="plus" small className={styles.start} onClick={() => change({ secrets: [...draft.secrets, ""] })} />
    </div>
  );
}

function OfSource({ bench: { draft, change } }: SecretsSectionProps) {
  const sources = useCommand("sources.list", nothing).data ?? [];
  const withSecrets = sources.map(({ source }) => source).filter(({ secrets }) => secrets.length > 0);
  if (withSecrets.length === 0) return <p className={styles.note}>No source has a secret yet. Type one instead.</p>;
  const choose = (id: string) => {
    const scheme = withSecrets.find((source) => source.id === id)?.scheme;
    change({ source: id, ...(draft.scheme === null && scheme != null ? { scheme: { id: scheme } } : {}) });
  };
  return (
    <Field label="Source" hint="Its secrets are used and never shown.">
      <Select
        choices={[...(draft.source === null ? [{ value: "", name: "Choose a source" }] : []), ...withSecrets.map(({ id, name, scheme }) => ({ value: id, name, hint: scheme ?? "no scheme" }))]}
        value={draft.source ?? ""}
        onChange={choose}
      />
    </Field>
  );
}

function useScheme({ scheme }: BenchDraft): SchemeSummary | undefined {
  const schemes = useCommand("schemes.list", nothing).data;
  return scheme !== null && "id" in scheme ? schemes?.find(({ id }) => id === scheme.id) : undefined;
}
