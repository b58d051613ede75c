import { Button } from "../../../components/Button";
import { schemeTitle } from "../../../components/schemeWords";
import { SecretRow } from "../../../components/SecretRow";
import list from "../../../components/SecretRow.module.css";
import { Tile } from "../../../components/Tile";
import { useCall } from "../../../core/queries";
import { SchemeSecret } from "../../../evidence/SchemeSecret";
import { useIntents } from "../../../shell/intents";
import { HERE } from "./draft";
import styles from "./EndpointDialog.module.css";
import { FormSection } from "./FormSection";
import type { EndpointForm } from "./useEndpointForm";

export type SignatureSectionProps = { form: EndpointForm };

/** How what is delivered is signed, and with which secrets. */
export function SignatureSection({ form }: SignatureSectionProps) {
  const { draft, change, scheme, problems } = form;
  const { chooseScheme } = useIntents();
  return (
    <FormSection name="Signature" lead={draft.deliveredBy === HERE ? "All secrets sign at once, as in a rotation." : "The newest secret signs; the one before it for another day."}>
      <div className={styles.scheme}>
        <Tile provider={scheme?.provider ?? null} large />
        <span className={styles.words}>
          <span className="cut">{scheme ? schemeTitle(scheme) : (draft.scheme ?? "Not signed")}</span>
          <span className="faint cut">{scheme ? `${scheme.algorithm}, ${scheme.place}` : "Events go out unsigned, captures as they came."}</span>
        </span>
        {draft.scheme !== null && <Button name="Do not sign" look="plain" onClick={() => change({ scheme: null })} />}
        <Button name={draft.scheme === null ? "Choose…" : "Change…"} onClick={() => chooseScheme(draft.scheme, (id) => change({ scheme: id }))} />
      </div>
      {problems.scheme && <p className={styles.refused} role="alert">{problems.scheme}</p>}
      {draft.scheme !== null && <Secrets form={form} />}
    </FormSection>
  );
}

function Secrets({ form: { draft, change, saved, scheme, problems } }: SignatureSectionProps) {
  const call = useCall();
  const stored = saved?.endpoint.secrets ?? [];
  const toggle = (id: string) =>
    change({ removeSecrets: draft.removeSecrets.includes(id) ? draft.removeSecrets.filter((one) => one !== id) : [...draft.removeSecrets, id] });
  const reveal = async (id: string) => (await call("endpoints.reveal_secret", { endpoint: saved?.endpoint.id ?? "", id })).text;
  const label = scheme?.public_key ? "Signing key" : stored.length > 0 ? "New signing secret" : "Signing secret, kept encrypted on this machine";
  return (
    <>
      {stored.length > 0 && (
        <ul className={list.list} aria-label="Secrets">
          {stored.map((secret) => (
            <SecretRow key={secret.id} secret={secret} onReveal={() => reveal(secret.id)} removed={draft.removeSecrets.includes(secret.id)} onToggle={() => toggle(secret.id)} />
          ))}
        </ul>
      )}
      {draft.addSecrets.map((secret, index) => (
        <SchemeSecret
          key={index}
          label={label}
          {...(stored.length === 0 ? { aside: "Empty: one is made" } : {})}
          scheme={scheme}
          value={secret}
          onChange={(next) => change({ addSecrets: draft.addSecrets.with(index, next) })}
          error={index === 0 ? problems.addSecrets : null}
        />
      ))}
      <Button name="Add another secret" icon="plus" small className={styles.start} onClick={() => change({ addSecrets: [...draft.addSecrets, ""] })} />
    </>
  );
}
