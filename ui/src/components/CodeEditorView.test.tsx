import { EditorView } from "@codemirror/view";
import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { CodeEditorView } from "./CodeEditorView";

afterEach(cleanup);

function root(): ShadowRoot {
  const found = screen.getByTestId("around").firstElementChild?.shadowRoot;
  if (!found) throw new Error("the editor has a shadow root");
  return found;
}

function content(): HTMLElement {
  const found = root().querySelector<HTMLElement>("[contenteditable]");
  if (!found) throw new Error("the editor has a text");
  return found;
}

function editor(value: string, onChange: (text: string) => void = () => undefined) {
  return (
    <div data-testid="around">
      <CodeEditorView label="Body" language="json" value={value} onChange={onChange} />
    </div>
  );
}

test("the text stands in a shadow root, with its name", () => {
  render(editor('{"a": 1}'));
  expect(content().textContent).toBe('{"a": 1}');
  expect(content().getAttribute("aria-label")).toBe("Body");
});

test("nothing is written into the page's styles, which the shells forbid", () => {
  render(editor("{}"));
  expect(document.querySelectorAll("style")).toHaveLength(0);
  expect(root().adoptedStyleSheets.length).toBeGreaterThan(0);
});

test("a text that did not come from typing is shown", () => {
  const { rerender } = render(editor("{}"));
  rerender(editor("[]"));
  expect(content().textContent).toBe("[]");
});

test("what is typed stays while the page still draws what was there before", () => {
  const told: string[] = [];
  const keep = (text: string) => void told.push(text);
  const { rerender } = render(editor("", keep));
  const view = EditorView.findFromDOM(content());
  view?.dispatch({ changes: { from: 0, insert: "a" } });
  view?.dispatch({ changes: { from: 1, insert: "b" } });
  expect(told).toEqual(["a", "ab"]);
  for (const late of ["", "a", "ab"]) {
    rerender(editor(late, keep));
    expect(content().textContent).toBe("ab");
  }
  rerender(editor("a", keep));
  expect(content().textContent).toBe("a");
  expect(told).toEqual(["a", "ab"]);
});

test("a text of the caller's own is shown, also one that was typed before", () => {
  const { rerender } = render(editor(""));
  EditorView.findFromDOM(content())?.dispatch({ changes: { from: 0, insert: "typed" } });
  for (const given of ["other", "typed"]) {
    rerender(editor(given));
    expect(content().textContent).toBe(given);
  }
});
