import { CodeBlock } from "../../../components/CodeBlock";
import { Disclosure } from "../../../components/Disclosure";
import type { RunPreview } from "../../../core/generated/RunPreview";
import styles from "./PreviewFold.module.css";

export type PreviewFoldProps = {
  preview: RunPreview | undefined;
  /** Why it cannot be said. */
  failure: string | null;
};

/** The first request as it would go out, and what is worth knowing before. */
export function PreviewFold({ preview, failure }: PreviewFoldProps) {
  const notes = preview?.notes ?? [];
  const first = failure === null ? preview?.first : null;
  return (
    <>
      {notes.map((note) => (
        <p key={note} className={styles.note}>{note}</p>
      ))}
      <Disclosure name="First request" summary={firstLine(first)} open={false}>
        {first ? <CodeBlock text={first} wrap /> : <p className={styles.note}>{failure ?? "None can be made yet."}</p>}
      </Disclosure>
    </>
  );
}

function firstLine(first: string | null | undefined): string | undefined {
  return first?.split("\n", 1)[0];
}
