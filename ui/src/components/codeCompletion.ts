// Completion in a code editor, from a function that knows the language.
import { acceptCompletion, autocompletion, completionKeymap, type CompletionContext, type CompletionResult } from "@codemirror/autocomplete";
import { type Extension, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";

/** Something that can stand at the cursor. */
export type Completion = {
  label: string;
  /** What is written, when it is not the label. */
  apply?: string;
  /** Said beside it. */
  means?: string;
};

/** What fits at a place of a text, and where the word begins that it takes the place of. */
export type Complete = (text: string, at: number) => { from: number; options: Completion[] } | null;

/** Offers what a function finds, as one types and on Ctrl+Space; Enter and Tab take it at once, for a Tab that comes too early would leave the editor. */
export function completing(complete: Complete): Extension {
  return [
    autocompletion({ override: [(context) => resultOf(context, complete)], icons: false, aboveCursor: false, interactionDelay: 0 }),
    Prec.highest(keymap.of([...completionKeymap, { key: "Tab", run: acceptCompletion }])),
    theme,
  ];
}

function resultOf(context: CompletionContext, complete: Complete): CompletionResult | null {
  const found = complete(context.state.doc.toString(), context.pos);
  // Opens by itself only once something is typed, so that it does not cover what one reads.
  if (found === null || (!context.explicit && found.from === context.pos)) return null;
  return {
    from: found.from,
    options: found.options.map(({ label, apply, means }) => ({ label, ...(apply === undefined ? {} : { apply }), ...(means === undefined ? {} : { info: means }) })),
    validFor: /^[\w:.{-]*$/,
  };
}

const theme = EditorView.theme({
  ".cm-tooltip": { border: "none", borderRadius: "var(--radius-3)", boxShadow: "var(--shadow-2)", backgroundColor: "var(--bg-raised)", color: "var(--text)", zIndex: "20" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul": { fontFamily: "var(--font-data)", maxHeight: "220px", padding: "4px" },
  ".cm-tooltip.cm-tooltip-autocomplete > ul > li": { padding: "3px 8px", borderRadius: "var(--radius-2)", lineHeight: "18px" },
  ".cm-tooltip-autocomplete ul li[aria-selected]": { backgroundColor: "var(--bg-selected)", color: "var(--text)" },
  ".cm-completionMatchedText": { textDecoration: "none", color: "var(--accent-text)" },
  ".cm-tooltip.cm-completionInfo": { padding: "6px 10px", maxWidth: "260px", fontFamily: "var(--font-ui)", fontSize: "var(--text-11)", lineHeight: "1.45", color: "var(--text-2)" },
});
