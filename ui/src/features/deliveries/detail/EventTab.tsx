import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { CopyButton } from "../../../components/CopyButton";
import { formatBytes, formatDateTime } from "../../../components/format";
import type { DeliveryDetail } from "../../../core/generated/DeliveryDetail";
import { deliveriesSearch } from "../../../shell/deliveries";
import { formatSpeed } from "../spans";
import styles from "./EventTab.module.css";

export type EventTabProps = { detail: DeliveryDetail };

/** What is known of the event and of where it goes. */
export function EventTab({ detail: { delivery, event, url, schedule, speed } }: EventTabProps) {
  const facts: [string, ReactNode][] = [
    ["Message id", <Id key="message" text={event.message_id} note="Receivers see it, the same on every try." />],
    ["Delivery", <Id key="delivery" text={delivery.id} />],
    ["Event", <Id key="event" text={event.id} />],
    ["Event type", event.event_type || "None"],
    ["Ordering key", event.ordering_key ?? "None: nothing waits for it"],
    ["From capture", event.capture === null ? "None: it was made here" : <CaptureLink key="capture" id={event.capture} />],
    ["Body", `${event.content_type}, ${formatBytes(event.size)}`],
    ["Made", formatDateTime(event.created_at)],
    ["Endpoint", url === null ? `${delivery.endpoint_name}, removed since` : <EndpointLink key="endpoint" id={delivery.endpoint} name={delivery.endpoint_name} />],
    ["URL", url ?? "–"],
    ["Schedule", schedule === null ? "It cannot be read any more" : `${schedule.name}, ${speed === 1 ? "in real time" : `waits go by ${formatSpeed(speed)} as fast`}`],
  ];
  return (
    <dl className={styles.facts}>
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd className="selectable">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Id({ text, note }: { text: string; note?: string }) {
  return (
    <span className={styles.id}>
      <span className="data">{text}</span>
      <CopyButton text={text} name={`Copy ${text}`} />
      {note && <span className="faint">{note}</span>}
    </span>
  );
}

function CaptureLink({ id }: { id: string }) {
  return (
    <Link to="/" search={{ capture: id }} className="link data">
      {id}
    </Link>
  );
}

function EndpointLink({ id, name }: { id: string; name: string }) {
  return (
    <Link to="/deliveries" search={deliveriesSearch({ view: "endpoints", endpoint: id })} className="link">
      {name}
    </Link>
  );
}
