import { Switch } from "../../components/Switch";
import type { HandshakeSummary } from "../../core/generated/HandshakeSummary";
import { useCommand } from "../../core/queries";
import { HandshakeField } from "./HandshakeField";
import { handshakeNotes, handshakeSentence } from "./handshakeWords";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";

export type HandshakeSectionProps = { form: SourceForm };

/** What the provider asks before it sends, and what it hears. */
export function HandshakeSection({ form }: HandshakeSectionProps) {
  const { draft, change, problems } = form;
  const handshakes = useCommand("sources.handshakes", { scheme: draft.scheme }, { keepPrevious: true }).data ?? [];
  if (handshakes.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Handshake</h3>
      <Switch
        name="Answer when the provider asks whether somebody listens"
        on={draft.handshake}
        onChange={(handshake) => change({ handshake })}
        hint="Before the answers below, and not forwarded. Off: it gets those answers, like any request."
      />
      {draft.handshake && handshakes.map((handshake) => <Answered key={`${handshake.provider} ${handshake.kind}`} handshake={handshake} form={form} />)}
      {problems.handshakeValues && (
        <p className={styles.wrong} role="alert">
          {problems.handshakeValues}
        </p>
      )}
    </section>
  );
}

function Answered({ handshake, form: { draft, change, saved } }: { handshake: HandshakeSummary; form: SourceForm }) {
  const stored = saved?.source.handshake_values ?? [];
  return (
    <div className={styles.secrets}>
      <p className={styles.sentence}>
        {draft.scheme === null && <span className="strong">{handshake.provider}. </span>}
        {[handshakeSentence(handshake), handshakeNotes(handshake)].join(" ").trim()}
      </p>
      {handshake.values.map((value) => (
        <HandshakeField
          key={value.name}
          value={value}
          stored={stored.find(({ name }) => name === value.name) ?? null}
          typed={draft.handshakeValues[value.name]}
          onChange={(text) => change({ handshakeValues: changed(draft.handshakeValues, value.name, text) })}
        />
      ))}
    </div>
  );
}

/** `undefined` leaves the value as it is stored. */
function changed(values: Record<string, string>, name: string, text: string | undefined): Record<string, string> {
  const { [name]: _, ...others } = values;
  return text === undefined ? others : { ...others, [name]: text };
}
