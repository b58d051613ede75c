// What the filter field does with keys and text; how it looks is beside it.
import { type KeyboardEvent, useState } from "react";
import type { Suggest, Suggestion } from "./filterSuggestion";
import { divide, joinTerms, splitTerms, type Term } from "./filterTerms";

/** The field as its parts see it. */
export type FilterFieldState = {
  terms: Term[];
  /** The term being typed. */
  draft: string;
  /** Completions on show; empty when the popup is closed. */
  offered: Suggestion[];
  active: number;
  setActive: (index: number) => void;
  onType: (typed: string) => void;
  onKeyDown: (event: KeyboardEvent<HTMLInputElement>) => void;
  choose: (suggestion: Suggestion) => void;
  removeTerm: (index: number) => void;
  clear: () => void;
  close: () => void;
};

/** Text, completions and keys of the filter field. */
export function useFilterField(filter: string, onFilter: (filter: string) => void, suggest: Suggest): FilterFieldState {
  const [draft, setDraft] = useState("");
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(0);
  const terms = splitTerms(filter);
  const offered = open ? suggest(draft) : [];
  const edit = (next: string, popup: boolean) => {
    setDraft(next);
    setOpen(popup);
    setActive(0);
  };
  const add = (text: string) => {
    if (text !== "") onFilter([filter.trim(), text].filter(Boolean).join(" "));
  };
  const onType = (typed: string) => {
    const { done, draft: rest } = divide(typed);
    add(done);
    edit(rest, rest !== "");
  };
  const choose = (suggestion: Suggestion) => {
    if (suggestion.completes) add(suggestion.draft);
    edit(suggestion.completes ? "" : suggestion.draft, !suggestion.completes);
  };
  const submit = () => {
    add(draft.trim());
    edit("", false);
  };
  const takeBack = () => {
    onFilter(joinTerms(terms.slice(0, -1)));
    edit(terms.at(-1)?.text ?? "", true);
  };
  const close = () => setOpen(false);
  const keys: Record<string, (event: KeyboardEvent<HTMLInputElement>) => boolean> = {
    ArrowDown: () => (offered.length > 0 ? step(1) : show()),
    ArrowUp: () => offered.length > 0 && step(-1),
    Tab: (event) => !event.shiftKey && complete(),
    Enter: () => complete() || done(submit),
    Escape: (event) => (offered.length > 0 ? done(close) : done(() => event.currentTarget.blur())),
    Backspace: (event) => event.currentTarget.value === "" && terms.length > 0 && done(takeBack),
  };
  const step = (by: number) => done(() => setActive((active + by + offered.length) % offered.length));
  const show = () => done(() => setOpen(true));
  const complete = () => {
    const chosen = offered[active];
    return chosen !== undefined && done(() => choose(chosen));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (!event.nativeEvent.isComposing && keys[event.key]?.(event)) event.preventDefault();
  };
  return {
    terms,
    draft,
    offered,
    active,
    setActive,
    onType,
    onKeyDown,
    choose,
    removeTerm: (index) => onFilter(joinTerms(terms.filter((_, at) => at !== index))),
    clear: () => {
      onFilter("");
      edit("", false);
    },
    close,
  };
}

/** Does something and says that the key was used. */
function done(act: () => void): true {
  act();
  return true;
}
