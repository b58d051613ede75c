import { useState } from "react";
import { Button } from "../../components/Button";
import { Field } from "../../components/Field";
import { Icon } from "../../components/Icon";
import { schemeTitle, trustOf } from "../../components/schemeWords";
import { Select } from "../../components/Select";
import { Switch } from "../../components/Switch";
import { TextField } from "../../components/TextField";
import { Tile } from "../../components/Tile";
import { nothing } from "../../core/client";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useCommand } from "../../core/queries";
import { SchemeDialog } from "./SchemeDialog";
import { futureChoices } from "./handshakeWords";
import { Secrets } from "./Secrets";
import { freshName } from "./senders";
import styles from "./SourceDialog.module.css";
import { TrySignature } from "./TrySignature";
import type { SourceForm } from "./useSourceForm";

export type SignatureSectionProps = { form: SourceForm };

/** Who sends, and how what they send is checked. */
export function SignatureSection({ form }: SignatureSectionProps) {
  const { draft, change, problems, scheme } = form;
  const [choosing, setChoosing] = useState(false);
  const choose = useChoice(form);
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Who sends</h3>
      <div className={styles.scheme}>
        <Tile provider={scheme?.provider ?? null} large />
        <SchemeWords scheme={scheme} id={draft.scheme} />
        <Button name={draft.scheme === null ? "Choose…" : "Change…"} onClick={() => setChoosing(true)} />
      </div>
      {problems.scheme && (
        <p className={styles.wrong} role="alert">
          <Icon name="rejected" size={14} />
          {problems.scheme}
        </p>
      )}
      {scheme && <SchemeTrust scheme={scheme} />}
      {draft.scheme !== null && (
        <>
          <Secrets form={form} />
          {scheme?.public_key && (
            <Switch
              name="Fetch keys that the provider publishes"
              on={draft.fetchKeys}
              onChange={(fetchKeys) => change({ fetchKeys })}
              hint="Only from the addresses that the scheme names, and never while a sender waits. Off: paste the key above."
            />
          )}
          {scheme?.tolerance != null && (
            <Field label="Clocks may differ by" aside="Seconds" hint="Empty: as the provider's own SDK has it." error={problems.tolerance}>
              <TextField mono inputMode="numeric" value={draft.tolerance} onChange={(tolerance) => change({ tolerance })} placeholder={String(scheme.tolerance)} />
            </Field>
          )}
          {scheme?.tolerance != null && scheme.future !== null && (
            <Field label="Times ahead of ours are">
              <Select choices={futureChoices(scheme.future)} value={draft.future} onChange={(future) => change({ future })} />
            </Field>
          )}
          <TrySignature draft={draft} />
        </>
      )}
      {choosing && <SchemeDialog value={draft.scheme} onChoose={choose} onClose={() => setChoosing(false)} />}
    </section>
  );
}

/** Takes a scheme, and its provider's name for a source that has none yet. */
function useChoice({ draft, change, saved }: SourceForm) {
  const schemes = useCommand("schemes.list", nothing).data ?? [];
  const sources = useCommand("sources.list", nothing).data ?? [];
  const [suggested, setSuggested] = useState("");
  return (id: string | null) => {
    const provider = schemes.find((scheme) => scheme.id === id)?.provider;
    const untouched = saved === null && (draft.name === "" || draft.name === suggested);
    if (!untouched || provider === undefined) return change({ scheme: id });
    const name = freshName(provider, sources.map(({ source }) => source.name));
    setSuggested(name);
    change({ scheme: id, name });
  };
}

function SchemeWords({ scheme, id }: { scheme: SchemeSummary | null | undefined; id: string | null }) {
  if (!scheme) {
    return (
      <span className={styles.words}>
        <span>{id ?? "No signature"}</span>
        <span className="faint">{withoutScheme(scheme, id)}</span>
      </span>
    );
  }
  return (
    <span className={styles.words}>
      <span className="cut">{schemeTitle(scheme)}</span>
      <span className="faint cut">
        {scheme.algorithm}, {scheme.place}
      </span>
    </span>
  );
}

function withoutScheme(scheme: null | undefined, id: string | null): string {
  if (id === null) return "Requests are kept and not checked.";
  return scheme === null ? "This scheme is not known here (any more)." : "\u00a0";
}

function SchemeTrust({ scheme }: { scheme: SchemeSummary }) {
  const { word, meaning } = trustOf(scheme);
  const facts = [meaning, scheme.facts_from && `Facts from ${scheme.facts_from}.`, scheme.notes];
  return (
    <p className={styles.trust}>
      <span className="strong">{word}.</span> {facts.filter(Boolean).join(" ")}
    </p>
  );
}
