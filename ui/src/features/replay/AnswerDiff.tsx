import { useMemo } from "react";
import { CodeBlock } from "../../components/CodeBlock";
import type { Headers } from "../../core/generated/Headers";
import { bodyDiff, type DiffLine } from "./bodyDiff";
import { headerChanges } from "./compare";
import { DiffBlock } from "./DiffBlock";

/** An answer as far as it is compared. */
export type ComparedAnswer = { headers: Headers; text: string | null };

export type AnswerDiffProps = { before: ComparedAnswer; after: ComparedAnswer };

/** What differs between two answers: header fields, then the body's lines. */
export function AnswerDiff({ before, after }: AnswerDiffProps) {
  const fields = useMemo(() => headerLines(before.headers, after.headers), [before.headers, after.headers]);
  const body = useMemo(() => bodyDiff(before.text ?? "", after.text ?? ""), [before.text, after.text]);
  return (
    <>
      <h4 className="label">Headers of the answer</h4>
      {fields.length === 0 ? <p className="muted">Equal, but for what changes with every answer.</p> : <DiffBlock label="Differences of the headers" lines={fields} />}
      <h4 className="label">Body of the answer</h4>
      <Body lines={body} text={after.text} />
    </>
  );
}

function Body({ lines, text }: { lines: DiffLine[] | null; text: string | null }) {
  if (lines === null) return <p className="muted">They differ too much to be compared line by line.</p>;
  if (lines.length > 0) return <DiffBlock label="Differences of the body" lines={lines} />;
  if (text === null || text === "") return <p className="muted">Both are empty.</p>;
  return (
    <>
      <p className="muted">Equal.</p>
      <CodeBlock text={text} wrap />
    </>
  );
}

function headerLines(before: Headers, after: Headers): DiffLine[] {
  return headerChanges(before, after).flatMap((change) => [
    ...(change.before === null ? [] : [{ kind: "removed" as const, text: `${change.name}: ${change.before}` }]),
    ...(change.after === null ? [] : [{ kind: "added" as const, text: `${change.name}: ${change.after}` }]),
  ]);
}
