import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import { formatBytes } from "../../../components/format";
import { saveFile } from "../../../components/saveFile";
import type { Event } from "../../../core/generated/Event";
import { useBytesUrl } from "../../../core/useBytes";
import styles from "./EventTab.module.css";

/** Texts are cut here. */
const SHOWN = 64 * 1024;

export type BodyTabProps = { event: Event; text: string | null };

/** The body as it is sent with every attempt. */
export function BodyTab({ event, text }: BodyTabProps) {
  const save = useSave(event);
  if (event.size === 0) return <EmptyState title="This event has no body" />;
  if (text === null) {
    return (
      <EmptyState title="This body is no text" action={<Button name={`Save ${formatBytes(event.size)}`} icon="download" onClick={save} />}>
        {event.content_type}. It is sent byte for byte.
      </EmptyState>
    );
  }
  return (
    <div className={styles.body}>
      <div className={styles.bar}>
        <span className="muted grow cut">
          {event.content_type}, {formatBytes(event.size)}, the same with every attempt
        </span>
        <Button name="Save" icon="download" small onClick={save} />
      </div>
      <CodeBlock text={text} wrap />
      {event.size > SHOWN && <p className="faint">The first {formatBytes(SHOWN)}. Save it to see the rest.</p>}
    </div>
  );
}

function useSave(event: Event): () => void {
  const url = useBytesUrl();
  return () => saveFile(`${event.message_id}${event.content_type.includes("json") ? ".json" : ".bin"}`, url(`events/${event.id}/body`));
}
