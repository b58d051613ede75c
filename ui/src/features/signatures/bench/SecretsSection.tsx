import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import { Select } from "../../../components/Select";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import styles from "./Bench.module.css";
import { CheckFields } from "./CheckFields";
import type { BenchDraft } from "./draft";
import { TypedSecrets } from "./TypedSecrets";
import type { Bench } from "./useBench";
import { useScheme } from "./useScheme";

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
      {draft.secretsFrom === "typed" ? <TypedSecrets bench={bench} scheme={scheme} /> : <OfSource bench={bench} />}
      <CheckFields bench={bench} scheme={scheme} />
    </section>
  );
}

function OfSource({ bench: { draft, change } }: SecretsSectionProps) {
  const sources = useCommand("sources.list", nothing).data ?? [];
  const withSecrets = sources.map(({ source }) => source).filter(({ secrets }) => secrets.length > 0);
  if (withSecrets.length === 0) return <p className={styles.note}>No source has a secret yet. Type one instead.</p>;
  const choices = withSecrets.map(({ id, name, scheme }) => ({ value: id, name, hint: scheme ?? "no scheme" }));
  const choose = (id: string) => {
    const scheme = withSecrets.find((source) => source.id === id)?.scheme;
    change({ source: id, ...(draft.scheme === null && scheme != null ? { scheme: { id: scheme } } : {}) });
  };
  return (
    <Field label="Source" hint="Its secrets are used and never shown.">
      <Select choices={draft.source === null ? [{ value: "", name: "Choose a source" }, ...choices] : choices} value={draft.source ?? ""} onChange={choose} />
    </Field>
  );
}
