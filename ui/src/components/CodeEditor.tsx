import { lazy, Suspense } from "react";
import type { CodeEditorViewProps } from "./CodeEditorView";
import styles from "./CodeEditor.module.css";

// The editor is larger than all else of the UI together: it is fetched when one is opened.
const CodeEditorView = lazy(async () => ({ default: (await import("./CodeEditorView")).CodeEditorView }));

export type CodeEditorProps = CodeEditorViewProps;

/** Several lines of code to write, with colours and line numbers. */
export function CodeEditor(props: CodeEditorProps) {
  return (
    <Suspense fallback={<div className={styles.box} role="status" aria-label="Loading" />}>
      <CodeEditorView {...props} />
    </Suspense>
  );
}
