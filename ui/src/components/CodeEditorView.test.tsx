import { cleanup, render, screen } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { CodeEditorView } from "./CodeEditorView";

afterEach(cleanup);

function root(): ShadowRoot {
  const found = screen.getByTestId("around").firstElementChild?.shadowRoot;
  if (!found) throw new Error("the editor has a shadow root");
  return found;
}

function editor(value: string) {
  return (
    <div data-testid="around">
      <CodeEditorView label="Body" language="json" value={value} onChange={() => undefined} />
    </div>
  );
}

test("the text stands in a shadow root, with its name", () => {
  render(editor('{"a": 1}'));
  const content = root().querySelector("[contenteditable]");
  expect(content?.textContent).toBe('{"a": 1}');
  expect(content?.getAttribute("aria-label")).toBe("Body");
});

test("nothing is written into the page's styles, which the shells forbid", () => {
  render(editor("{}"));
  expect(document.querySelectorAll("style")).toHaveLength(0);
  expect(root().adoptedStyleSheets.length).toBeGreaterThan(0);
});

test("a text that did not come from typing is shown", () => {
  const { rerender } = render(editor("{}"));
  rerender(editor("[]"));
  expect(root().querySelector("[contenteditable]")?.textContent).toBe("[]");
});
