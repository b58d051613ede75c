import { Disclosure } from "../../../components/Disclosure";
import { FaultFields } from "../../../components/FaultFields";
import { newFaults } from "../../../components/faultMix";
import { Field } from "../../../components/Field";
import { formatPlural } from "../../../components/format";
import { Switch } from "../../../components/Switch";
import { TextArea } from "../../../components/TextArea";
import { TextField } from "../../../components/TextField";
import { HERE, newBreaker } from "./draft";
import styles from "./EndpointDialog.module.css";
import type { EndpointForm } from "./useEndpointForm";

export type ExtrasSectionsProps = { form: EndpointForm };

/** What most endpoints leave as it is: event types and headers, a breaker, faults. */
export function ExtrasSections({ form }: ExtrasSectionsProps) {
  // Decided once: what is typed must not close the part it is typed in.
  const { draft, saved } = form;
  const had = saved?.endpoint.manner;
  const sendsHere = draft.deliveredBy === HERE || draft.faults !== null;
  return (
    <div className={styles.extras}>
      <Disclosure name="Event types and headers" summary={typesSummary(draft)} open={Boolean(had && (had.headers.length > 0 || had.event_types.length > 0))}>
        <TypesAndHeaders form={form} />
      </Disclosure>
      <Disclosure name="Circuit breaker" summary={draft.breaker ? `After ${draft.breaker.failures} failures in a row, for ${draft.breaker.cooldown} s` : "None"} open={Boolean(had?.breaker)}>
        <Breaker form={form} />
      </Disclosure>
      {sendsHere && (
        <Disclosure name="Faults on the way out" summary={draft.faults ? "On: a seeded mix" : "None"} open={Boolean(had?.faults)}>
          <Switch
            name="Let things go wrong on purpose"
            on={draft.faults !== null}
            onChange={(on) => form.change({ faults: on ? newFaults : null })}
            hint="To see how your handler takes it. Every fault is recorded with its attempt."
          />
          {draft.faults && <FaultFields draft={draft.faults} onChange={(faults) => form.change({ faults })} problem={form.problems.faults} />}
        </Disclosure>
      )}
    </div>
  );
}

function TypesAndHeaders({ form: { draft, change, problems } }: ExtrasSectionsProps) {
  return (
    <div className={styles.two}>
      <Field label="Event types" hint="One a line, invoice.* for a family. Empty: all." error={problems.eventTypes}>
        <TextArea mono rows={3} value={draft.eventTypes} onChange={(eventTypes) => change({ eventTypes })} />
      </Field>
      <Field label="Headers" aside="Name: value, one a line" hint="Besides those of the signature." error={problems.headers}>
        <TextArea mono rows={3} wrap="off" value={draft.headers} onChange={(headers) => change({ headers })} />
      </Field>
    </div>
  );
}

function Breaker({ form: { draft, change, problems } }: ExtrasSectionsProps) {
  const { breaker } = draft;
  return (
    <>
      <Switch
        name="Stop sending when it keeps failing"
        on={breaker !== null}
        onChange={(on) => change({ breaker: on ? newBreaker : null })}
        hint="Then one delivery tries, and the rest follows when it gets through."
      />
      {breaker && (
        <div className={styles.four}>
          <Field label="Failures in a row" error={problems.failures ?? problems.breaker}>
            <TextField mono inputMode="numeric" value={breaker.failures} onChange={(failures) => change({ breaker: { ...breaker, failures } })} />
          </Field>
          <Field label="Stays open for" hint="Real time." error={problems.cooldown}>
            <TextField mono inputMode="decimal" value={breaker.cooldown} after={<span className="faint">s</span>} onChange={(cooldown) => change({ breaker: { ...breaker, cooldown } })} />
          </Field>
        </div>
      )}
    </>
  );
}

function typesSummary({ eventTypes, headers }: EndpointForm["draft"]): string {
  const types = eventTypes.split(/[\s,]+/).filter(Boolean).length;
  const fields = headers.split("\n").filter((line) => line.trim() !== "").length;
  const words = [types === 0 ? "All types" : formatPlural(types, "type"), fields > 0 && formatPlural(fields, "header")];
  return words.filter(Boolean).join(", ");
}
