import { CodeEditor } from "../../../components/CodeEditor";
import { Disclosure } from "../../../components/Disclosure";
import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import { TextField } from "../../../components/TextField";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { EXAMPLE_URL } from "../endpoints/draft";
import { ScheduleField } from "../schedule/ScheduleField";
import { SpeedField } from "../schedule/SpeedField";
import styles from "./DeliverDialog.module.css";
import { EndpointsField } from "./EndpointsField";
import type { DeliverForm } from "./useDeliver";

export type EventFieldsProps = { form: DeliverForm; endpoints: EndpointOverview[] };

const targets: { value: "endpoints" | "url"; name: string }[] = [
  { value: "endpoints", name: "Endpoints" },
  { value: "url", name: "A URL" },
];

/** A new event: where it goes, what it is, and what is in it. */
export function EventFields({ form, endpoints }: EventFieldsProps) {
  const { draft, change, problems } = form;
  return (
    <div className={styles.fields}>
      {endpoints.length > 0 && (
        <div className={styles.chips}>
          <Segmented label="Where to" segments={targets} value={draft.to} onChange={(to) => change({ to })} />
        </div>
      )}
      {draft.to === "endpoints" ? (
        <EndpointsField endpoints={endpoints} value={draft.endpoints} onChange={(chosen) => change({ endpoints: chosen })} error={problems.endpoints} />
      ) : (
        <Field label="URL" hint="It becomes an endpoint, unsigned at first." error={problems.url}>
          <TextField mono value={draft.url} placeholder={EXAMPLE_URL} onChange={(url) => change({ url })} />
        </Field>
      )}
      <Field label="Event type" error={problems.eventType}>
        <TextField mono value={draft.eventType} onChange={(eventType) => change({ eventType })} />
      </Field>
      <Field label="Body" aside="Sent byte for byte as it stands here">
        <CodeEditor label="Body" language="json" value={draft.body} onChange={(body) => change({ body })} />
      </Field>
      <div>
        {draft.to === "url" && (
          <Disclosure name="Schedule and clock" summary={`${draft.schedule}, ${draft.speed === "1" ? "in real time" : `×${draft.speed}`}`} open={false}>
            <SpeedField value={draft.speed} onChange={(speed) => change({ speed })} error={problems.speed} />
            <ScheduleField value={draft.schedule} onChange={(schedule) => change({ schedule })} speed={Math.max(1, Number(draft.speed) || 1)} facts={false} />
          </Disclosure>
        )}
        <Disclosure name="Id and order" summary={[draft.messageId || "an id is made", draft.orderingKey || "no order"].join(", ")} open={false}>
          <div className={styles.two}>
            <Field label="Message id" hint="Empty: one is made. The same on every try." error={problems.messageId}>
              <TextField mono value={draft.messageId} onChange={(messageId) => change({ messageId })} />
            </Field>
            <Field label="Ordering key" hint="One waits for the one before, where the endpoint keeps an order.">
              <TextField mono value={draft.orderingKey} onChange={(orderingKey) => change({ orderingKey })} />
            </Field>
          </div>
        </Disclosure>
      </div>
    </div>
  );
}
