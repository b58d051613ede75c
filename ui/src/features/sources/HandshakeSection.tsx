import { Field } from "../../components/Field";
import { SecretField } from "../../components/SecretField";
import { Switch } from "../../components/Switch";
import { TextField } from "../../components/TextField";
import type { HandshakeValue } from "../../core/generated/HandshakeValue";
import { useCommand } from "../../core/queries";
import { handshakeNotes, handshakeSentence } from "./handshakeWords";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type HandshakeSectionProps = { form: SourceForm };

/** What the provider asks before it sends, and what it hears. */
export function HandshakeSection({ form }: HandshakeSectionProps) {
  const { draft, change, problems } = form;
  const handshakes = useCommand("sources.handshakes", { scheme: draft.scheme }).data ?? [];
  if (handshakes.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Handshake</h3>
      <Switch
        name="Answer when the provider asks whether somebody listens"
        on={draft.handshake}
        onChange={(handshake) => change({ handshake })}
        hint="Before the answers below, and not forwarded. Web pages are not answered unless they are forwarded, too."
      />
      {draft.handshake &&
        handshakes.map((handshake) => (
          <div key={`${handshake.provider} ${handshake.kind}`} className={styles.secrets}>
            <p className={styles.sentence}>
              {draft.scheme === null && <span className="strong">{handshake.provider}. </span>}
              {handshakeSentence(handshake)} {handshakeNotes(handshake)}
            </p>
            {handshake.values.map((value) => (
              <ValueField key={value.name} value={value} form={form} />
            ))}
          </div>
        ))}
      {problems.handshakeValues && (
        <p className={styles.wrong} role="alert">
          {problems.handshakeValues}
        </p>
      )}
    </section>
  );
}

/** A value that is kept like a secret stays as it is until another is typed. */
function ValueField({ value, form: { draft, change, saved } }: { value: HandshakeValue; form: SourceForm }) {
  const stored = saved?.source.handshake_values.find(({ name }) => name === value.name);
  const typed = draft.handshakeValues[value.name];
  const put = (text: string) => change({ handshakeValues: { ...draft.handshakeValues, [value.name]: text } });
  const aside = stored?.text === null ? { aside: `Kept: ${stored.hint}` } : value.optional ? { aside: "May be empty" } : {};
  if (value.secret) {
    const keep = ({ [value.name]: _dropped, ...others }: Record<string, string>) => change({ handshakeValues: others });
    return <SecretField label={value.label} {...aside} hint={value.hint} value={typed ?? ""} onChange={(text) => (text === "" ? keep(draft.handshakeValues) : put(text))} />;
  }
  return (
    <Field label={value.label} {...aside} hint={value.hint}>
      <TextField mono value={typed ?? stored?.text ?? ""} onChange={put} />
    </Field>
  );
}
