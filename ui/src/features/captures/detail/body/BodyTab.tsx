import { useMemo, useState } from "react";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import { FailedState } from "../../../../components/FailedState";
import { formatBytes, formatCount } from "../../../../components/format";
import { LoadingRows } from "../../../../components/LoadingRows";
import type { BodyFacts } from "../../../../core/generated/BodyFacts";
import { useBytes } from "../../../../core/useBytes";
import { BodyBar } from "./BodyBar";
import styles from "./BodyTab.module.css";
import { BodyView } from "./BodyView";
import { countInvisibles } from "./invisibles";
import { linesOf, type View, viewsOf } from "./views";

/** A body is read up to here at first: enough to look at, quick to lay out. */
const FIRST_BYTES = 2 * 1024 * 1024;

export type BodyTabProps = { capture: string; facts: BodyFacts };

/** The body as it came, in the views that suit it. */
export function BodyTab({ capture, facts }: BodyTabProps) {
  const [decoded, setDecoded] = useState(facts.encoding !== null);
  const [whole, setWhole] = useState(false);
  const [chosen, setChosen] = useState<View | null>(null);
  const [invisibles, setInvisibles] = useState(false);
  const [wanted, setWanted] = useState("");
  const path = `captures/${capture}/${decoded ? "decoded" : "body"}`;
  const { data, error, refetch } = useBytes(facts.size === 0 ? null : path, whole ? undefined : { start: 0, end: FIRST_BYTES });
  const text = useMemo(() => textOf(data?.bytes), [data]);
  if (facts.size === 0) return <EmptyState title="This request has no body" />;
  if (error) return <FailedState title="Cannot read the body" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={10} columns={1} />;
  const views = viewsOf(decoded || facts.encoding === null ? facts.kind : "binary");
  const view = chosen !== null && views.some(({ value }) => value === chosen) ? chosen : (views[0]?.value ?? "hex");
  const cut = data.total > data.bytes.length;
  return (
    <div className={styles.tab}>
      <BodyBar
        views={views}
        view={view}
        onView={setChosen}
        invisibles={invisibles}
        onInvisibles={setInvisibles}
        hidden={countInvisibles(text)}
        wanted={wanted}
        onWanted={setWanted}
        encoding={facts.encoding}
        decoded={decoded}
        onDecoded={setDecoded}
        text={text}
        path={path}
      />
      <p className={styles.facts}>
        <span className="grow cut">{facts.content_type ?? "no content type"}</span>
        <span>{formatCount(facts.size)} B</span>
        <span className="data" title={`sha256 ${facts.sha256}`}>sha256 {facts.sha256.slice(0, 8)}…{facts.sha256.slice(-2)}</span>
      </p>
      {cut && (
        <p className={styles.more}>
          The first {formatBytes(data.bytes.length)} of {formatBytes(data.total)}.
          <Button small name="Show all of it" onClick={() => setWhole(true)} />
        </p>
      )}
      <BodyView key={`${view} ${path}`} {...linesOf(view, text, cut)} bytes={data.bytes} text={text} view={view} invisibles={invisibles} wanted={wanted} />
    </div>
  );
}

function textOf(bytes: Uint8Array | undefined): string {
  // A byte order mark stays: it is one of the things one comes here to see.
  return bytes === undefined ? "" : new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}
