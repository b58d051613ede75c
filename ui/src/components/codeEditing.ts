// How code is edited: keys, colours from the tokens, and the languages there are.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { json } from "@codemirror/lang-json";
import { bracketMatching, HighlightStyle, indentOnInput, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import type { Extension } from "@codemirror/state";
import { EditorView, highlightSpecialChars, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";

/** Languages that are coloured. */
export type CodeLanguage = "json" | "toml" | "text";

/** All that an editor of this language does. */
export function editing(language: CodeLanguage, label: string): Extension {
  return [
    lineNumbers(),
    history(),
    highlightSpecialChars(),
    bracketMatching(),
    indentOnInput(),
    syntaxHighlighting(colours),
    keymap.of([...ownKeys, ...historyKeymap]),
    EditorView.lineWrapping,
    replacing,
    // Said aloud, too, that it takes the focus: not every tool knows that editable content does.
    EditorView.contentAttributes.of({ "aria-label": label, tabindex: "0" }),
    theme,
    languages[language],
  ];
}

// Where text takes the place of several lines, the browser would join them with
// inline styles of its own, which the shells forbid: the editor does it instead.
const replacing = EditorView.domEventHandlers({
  beforeinput: (event, view) => {
    if (event.inputType !== "insertText" || event.isComposing) return false;
    const { from, to } = replacedBy(event, view);
    const text = event.data ?? "";
    if (view.state.doc.lineAt(from).number === view.state.doc.lineAt(to).number && !text.includes("\n")) return false;
    event.preventDefault();
    view.dispatch({ changes: { from, to, insert: text }, selection: { anchor: from + text.length }, userEvent: "input.type", scrollIntoView: true });
    return true;
  },
});

/** What an input takes the place of; the page's selection may be newer than the editor's. */
function replacedBy(event: InputEvent, view: EditorView): { from: number; to: number } {
  const [range] = event.getTargetRanges();
  // Some engines name the shadow root's host instead of what is in it.
  if (range === undefined || !view.contentDOM.contains(range.startContainer)) return view.state.selection.main;
  return { from: view.posAtDOM(range.startContainer, range.startOffset), to: view.posAtDOM(range.endContainer, range.endOffset) };
}

const languages: Record<CodeLanguage, Extension> = { json: json(), toml: StreamLanguage.define(toml), text: [] };

/** Ctrl+Enter sends or saves here, as everywhere. */
const ownKeys = defaultKeymap.filter(({ key }) => key !== "Mod-Enter");

const colours = HighlightStyle.define([
  { tag: tags.propertyName, color: "var(--syn-key)" },
  { tag: tags.string, color: "var(--syn-string)" },
  { tag: tags.number, color: "var(--syn-number)" },
  { tag: [tags.bool, tags.null, tags.atom, tags.keyword], color: "var(--syn-word)" },
  { tag: [tags.punctuation, tags.separator, tags.bracket], color: "var(--syn-punct)" },
  { tag: tags.comment, color: "var(--text-3)" },
]);

const theme = EditorView.theme({
  "&": { maxHeight: "min(420px, 50vh)", color: "var(--text)", backgroundColor: "var(--bg)", fontSize: "var(--text-11)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--font-data)", lineHeight: "var(--leading-data)", fontVariantLigatures: "none", overflow: "auto" },
  ".cm-content": { padding: "6px 0", caretColor: "var(--text)" },
  ".cm-gutters": { backgroundColor: "var(--bg-inset)", color: "var(--text-3)", borderRight: "1px solid var(--line)" },
  ".cm-specialChar": { color: "var(--syn-invisible)" },
  "&.cm-focused .cm-matchingBracket": { backgroundColor: "var(--bg-selected-idle)" },
});
