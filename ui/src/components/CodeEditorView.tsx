// CodeMirror in a shadow root: there it adopts its style sheets, while in the
// page itself it would write style elements, which the shells forbid.
import { EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { classes } from "./classes";
import styles from "./CodeEditor.module.css";
import { type CodeLanguage, editing } from "./codeEditing";

export type CodeEditorViewProps = {
  /** Read aloud. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: CodeLanguage;
  invalid?: boolean;
};

/** See `CodeEditor`, which fetches this when it is needed. */
export function CodeEditorView({ label, value, onChange, language, invalid = false }: CodeEditorViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const now = useRef({ value, onChange });
  useEffect(() => {
    now.current = { value, onChange };
    replaceText(view.current, value);
  });
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const typed = EditorView.updateListener.of((update) => {
      if (update.docChanged) now.current.onChange(update.state.doc.toString());
    });
    const extensions = [editing(language, label), typed];
    const made = new EditorView({ root, parent: root, state: EditorState.create({ doc: now.current.value, extensions }) });
    view.current = made;
    return () => made.destroy();
  }, [language, label]);
  return <div ref={host} className={classes(styles.box, invalid && styles.invalid)} />;
}

/** Shows a text that did not come from typing. */
function replaceText(view: EditorView | null, text: string): void {
  if (view === null || view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
