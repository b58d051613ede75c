// Marks the line of a text that something is wrong with.
import { type Extension, StateEffect, StateField } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView } from "@codemirror/view";

const marked = StateEffect.define<number | null>();

const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update: (before, transaction) => {
    const last = transaction.effects.findLast((effect) => effect.is(marked));
    if (last === undefined) return before.map(transaction.changes);
    const line = last.value as number | null;
    if (line === null || line < 1 || line > transaction.state.doc.lines) return Decoration.none;
    return Decoration.set([Decoration.line({ class: "cm-wrong" }).range(transaction.state.doc.line(line).from)]);
  },
  provide: (value) => EditorView.decorations.from(value),
});

/** What an editor needs for marks. */
export const marking: Extension = [
  field,
  EditorView.theme({ ".cm-wrong": { backgroundColor: "var(--rejected-soft)", boxShadow: "inset 3px 0 var(--rejected)" } }),
];

/** Marks a line, counted from 1; `null` takes the mark away. */
export function markLine(view: EditorView, line: number | null): void {
  view.dispatch({ effects: marked.of(line) });
}
