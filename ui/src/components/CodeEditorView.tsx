// CodeMirror in a shadow root: there it adopts its style sheets, while in the
// page itself it would write style elements, which the shells forbid.
import { Annotation, EditorState } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { useEffect, useRef } from "react";
import { classes } from "./classes";
import styles from "./CodeEditor.module.css";
import { type Complete, completing } from "./codeCompletion";
import { type CodeLanguage, editing } from "./codeEditing";
import { markLine, marking } from "./codeMark";

export type CodeEditorViewProps = {
  /** Read aloud. */
  label: string;
  value: string;
  onChange: (value: string) => void;
  language: CodeLanguage;
  invalid?: boolean;
  /** The line that something is wrong with, counted from 1. */
  wrongLine?: number | null;
  /** What can stand at the cursor; the same function every time. */
  complete?: Complete;
  /** Grows with the text up to the height of the page. */
  tall?: boolean;
};

/** See `CodeEditor`, which fetches this when it is needed. */
export function CodeEditorView({ label, value, onChange, language, invalid = false, wrongLine = null, complete, tall = false }: CodeEditorViewProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(null);
  const now = useRef({ value, onChange });
  /** Texts that came from typing and that the caller has not given back yet, oldest first. */
  const told = useRef<string[]>([]);
  useEffect(() => {
    const before = now.current.value;
    now.current = { value, onChange };
    // What is drawn late holds a text that has been typed over since: it must not undo that.
    if (value === before) return;
    const known = told.current.indexOf(value);
    told.current = known < 0 ? [] : told.current.slice(known + 1);
    if (known < 0) replaceText(view.current, value);
  });
  useEffect(() => {
    if (host.current === null) return;
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: "open" });
    const typed = EditorView.updateListener.of((update) => {
      if (!update.docChanged || update.transactions.some((one) => one.annotation(given))) return;
      const text = update.state.doc.toString();
      told.current.push(text);
      now.current.onChange(text);
    });
    const extensions = [tall ? tallTheme : [], editing(language, label), marking, complete ? completing(complete) : [], typed];
    const made = new EditorView({ root, parent: root, state: EditorState.create({ doc: now.current.value, extensions }) });
    view.current = made;
    return () => made.destroy();
  }, [language, label, complete, tall]);
  useEffect(() => {
    if (view.current) markLine(view.current, wrongLine);
  }, [wrongLine, language]);
  return <div ref={host} className={classes(styles.box, invalid && styles.invalid)} />;
}

const tallTheme = EditorView.theme({ "&": { maxHeight: "none" } });

/** Marks a change that the caller made, who needs not be told. */
const given = Annotation.define<boolean>();

/** Shows a text that did not come from typing. */
function replaceText(view: EditorView | null, text: string): void {
  if (view === null || view.state.doc.toString() === text) return;
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: given.of(true) });
}
