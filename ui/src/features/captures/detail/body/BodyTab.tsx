import { useMemo, useState } from "react";
import { Button } from "../../../../components/Button";
import { EmptyState } from "../../../../components/EmptyState";
import { FailedState } from "../../../../components/FailedState";
import { formatBytes } from "../../../../components/format";
import { LoadingRows } from "../../../../components/LoadingRows";
import type { BodyFacts } from "../../../../core/generated/BodyFacts";
import { useBytesUrl } from "../../../../core/useBytes";
import { BodyBar } from "./BodyBar";
import styles from "./BodyTab.module.css";
import { BodyView } from "./BodyView";
import { countInvisibles } from "../../../../components/invisibles";
import { saveFile } from "../../../../components/saveFile";
import { PathLine } from "./PathLine";
import { type Body, useBody } from "./useBody";
import { useFind } from "./useFind";
import { contentOf, fileName, LAID_OUT, type View, viewsOf } from "./views";

export type BodyTabProps = {
  capture: string;
  facts: BodyFacts;
  /** RFC 3339. */
  receivedAt: string;
};

/** The body as it came, in the views that suit it. */
export function BodyTab({ capture, facts, receivedAt }: BodyTabProps) {
  const body = useBody(capture, facts);
  if (facts.size === 0) return <EmptyState title="This request has no body" />;
  if (body.failure) return <FailedState title="Cannot read the body" message={body.failure.message} onRetry={body.retry} />;
  if (body.text === null) return <LoadingRows rows={10} columns={1} />;
  return <Loaded capture={capture} facts={facts} receivedAt={receivedAt} body={body} text={body.text} />;
}

type LoadedProps = BodyTabProps & { body: Body; text: string };

function Loaded({ capture, facts, receivedAt, body, text }: LoadedProps) {
  const [chosen, setChosen] = useState<View | null>(null);
  const [invisibles, setInvisibles] = useState(false);
  const [wrap, setWrap] = useState<boolean | null>(null);
  const [line, setLine] = useState<number | null>(null);
  const packed = facts.encoding !== null && !body.decoded;
  const views = viewsOf(packed ? "binary" : facts.kind);
  const view = views.find(({ value }) => value === chosen)?.value ?? views[0]?.value ?? "hex";
  const cut = body.read < body.total ? "cut" : "whole";
  const content = useMemo(() => contentOf(view, text, cut), [view, text, cut]);
  const hidden = useMemo(() => (facts.kind === "binary" || packed ? 0 : countInvisibles(text)), [facts.kind, packed, text]);
  const find = useFind(content);
  const save = useSave(body.path, fileName(capture, facts.content_type, packed ? facts.encoding : null));
  const seen = find.marked === "" ? line : (find.hits[find.at] ?? line);
  // Code reads better line by line; other text has lines without an end.
  const wraps = wrap ?? content.json === null;
  return (
    <div className={styles.tab}>
      <BodyBar
        views={views}
        view={view}
        onView={setChosen}
        invisibles={invisibles}
        onInvisibles={setInvisibles}
        hidden={hidden}
        wrap={wraps}
        onWrap={setWrap}
        find={find}
        encoding={facts.encoding}
        decoded={body.decoded}
        onDecoded={body.setDecoded}
        copy={view === "hex" ? body.wholeBase64 : body.wholeText}
        onSave={save}
      />
      <PathLine facts={facts} layout={content.json} line={seen} />
      {view !== "hex" && <More body={body} laidOut={content.json !== null} />}
      <BodyView
        key={`${view} ${body.path}`}
        view={view}
        content={content}
        text={text}
        body={body}
        invisibles={invisibles}
        wrap={wraps}
        find={find}
        line={seen}
        onLine={setLine}
        arrived={Date.parse(receivedAt)}
      />
    </div>
  );
}

/** Says that there is more than is shown, and brings it. */
function More({ body, laidOut }: { body: Body; laidOut: boolean }) {
  const { read, total } = body;
  const shown = laidOut ? Math.min(read, LAID_OUT) : read;
  if (shown >= total) return null;
  const next = laidOut ? Math.min(total, LAID_OUT) : total;
  return (
    <p className={styles.more}>
      The first {formatBytes(shown)} of {formatBytes(total)}
      {shown < next ? (
        <Button
          small
          name={body.reading ? "Reading" : next === total ? "Show all of it" : `Show ${formatBytes(next)}`}
          disabled={body.reading}
          onClick={body.readAll}
        />
      ) : (
        <span className="faint">The rest is in Raw and Hex.</span>
      )}
    </p>
  );
}

function useSave(path: string, name: string): () => void {
  const url = useBytesUrl();
  return () => saveFile(name, url(path));
}
