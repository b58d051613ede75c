import { afterEach, expect, test } from "vitest";
import { groupsOf } from "./ActionKeySheet";
import type { Action } from "../shell/action";
import { fuzzyFind } from "./fuzzy";
import { Actions } from "../shell/keys";

afterEach(() => document.body.replaceChildren());

function action(id: string, keys: string[], more: Partial<Action> = {}): Action {
  return { id, name: id, keys, scope: "Captures", run: () => undefined, ...more };
}

function pressed(key: string, on: Element = document.body, modifiers: KeyboardEventInit = {}): KeyboardEvent {
  let seen: KeyboardEvent | undefined;
  on.addEventListener("keydown", (event) => (seen = event as KeyboardEvent), { once: true });
  on.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...modifiers }));
  if (seen === undefined) throw new Error("the key press was not seen");
  return seen;
}

function put<E extends keyof HTMLElementTagNameMap>(tag: E, attributes: Record<string, string> = {}): HTMLElementTagNameMap[E] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  document.body.append(element);
  return element;
}

function actionsWith(...list: Action[]): Actions {
  const actions = new Actions();
  actions.put("test", list);
  return actions;
}

test("small and capital letters are different keys", () => {
  const actions = actionsWith(action("replay", ["r"]), action("replay edited", ["R"]));
  expect(actions.meant(pressed("r"), false)?.id).toBe("replay");
  expect(actions.meant(pressed("R", document.body, { shiftKey: true }), false)?.id).toBe("replay edited");
});

test("Ctrl means ⌘ on a Mac", () => {
  const actions = actionsWith(action("palette", ["Mod+K"]));
  expect(actions.meant(pressed("k", document.body, { ctrlKey: true }), false)?.id).toBe("palette");
  expect(actions.meant(pressed("k", document.body, { metaKey: true }), true)?.id).toBe("palette");
  expect(actions.meant(pressed("k", document.body, { ctrlKey: true }), true)).toBeUndefined();
});

test("letters typed into a field do nothing else", () => {
  const field = put("input");
  const actions = actionsWith(action("replay", ["r"]), action("palette", ["Mod+K"]), action("undo", ["Mod+Z"]));
  expect(actions.meant(pressed("r", field), false)).toBeUndefined();
  expect(actions.meant(pressed("k", field, { ctrlKey: true }), false)?.id).toBe("palette");
  expect(actions.meant(pressed("z", field, { ctrlKey: true }), false)).toBeUndefined();
});

test("letters typed into an editor in a shadow root do nothing else", () => {
  const root = put("div").attachShadow({ mode: "open" });
  const editor = document.createElement("div");
  editor.setAttribute("contenteditable", "true");
  root.append(editor);
  const actions = actionsWith(action("new", ["n"]));
  const meant: (string | undefined)[] = [];
  window.addEventListener("keydown", (event) => meant.push(actions.meant(event, false)?.id), { once: true });
  editor.dispatchEvent(new KeyboardEvent("keydown", { key: "n", bubbles: true, composed: true }));
  expect(meant).toEqual([undefined]);
});

test("Enter works a focused button, Ctrl+Enter what the dialog is for", () => {
  const button = put("button");
  const actions = actionsWith(action("open", ["Enter"]), action("send", ["Mod+Enter"]));
  expect(actions.meant(pressed("Enter", button), false)).toBeUndefined();
  expect(actions.meant(pressed("Enter", button, { ctrlKey: true }), false)?.id).toBe("send");
});

test("Escape may be asked for while typing", () => {
  const actions = actionsWith(action("leave", ["Escape"], { whileTyping: true }));
  expect(actions.meant(pressed("Escape", put("input")), false)?.id).toBe("leave");
});

test("an open dialog keeps the page's keys away", () => {
  put("div", { "data-popup": "modal" });
  const actions = actionsWith(action("replay", ["r"]), action("send", ["Mod+Enter"], { inDialog: true }));
  expect(actions.meant(pressed("r"), false)).toBeUndefined();
  expect(actions.meant(pressed("Enter", document.body, { ctrlKey: true }), false)?.id).toBe("send");
});

test("Enter on a button presses the button", () => {
  const actions = actionsWith(action("open", ["Enter"]));
  expect(actions.meant(pressed("Enter", put("button")), false)).toBeUndefined();
  expect(actions.meant(pressed("Enter", put("div")), false)?.id).toBe("open");
});

test("the last to register wins a key, and gives it back", () => {
  const actions = actionsWith(action("page", ["Escape"]));
  actions.put("inner", [action("inner", ["Escape"])]);
  expect(actions.meant(pressed("Escape"), false)?.id).toBe("inner");
  actions.remove("inner");
  expect(actions.meant(pressed("Escape"), false)?.id).toBe("page");
});

test("what is not possible now has no key", () => {
  const actions = actionsWith(action("undo", ["Mod+Z"], { enabled: false }));
  expect(actions.meant(pressed("z", document.body, { ctrlKey: true }), false)).toBeUndefined();
});

test("watchers hear of other actions, not of every render", () => {
  const actions = actionsWith(action("pin", ["p"]));
  let heard = 0;
  actions.watch(() => (heard += 1));
  actions.put("test", [action("pin", ["p"])]);
  expect(heard).toBe(0);
  actions.put("test", [action("pin", ["p"], { name: "Take the pin off" })]);
  expect(heard).toBe(1);
});

test("the sheet groups keys by scope, with what works everywhere last", () => {
  const groups = groupsOf([action("palette", ["Mod+K"], { scope: "Everywhere" }), action("pin", ["p"]), action("no key", [])]);
  expect(groups.map((group) => [group.scope, group.rows.length])).toEqual([
    ["Captures", 1],
    ["Everywhere", 1],
  ]);
});

test("a few letters find the name that has them together", () => {
  const names = ["Pause the receiver", "Edit source stripe", "Show captures of stripe", "Show captures of github"];
  expect(fuzzyFind("str", names, (name) => name)[0]).toBe("Edit source stripe");
  expect(fuzzyFind("show git", names, (name) => name)[0]).toBe("Show captures of github");
  expect(fuzzyFind("xyz", names, (name) => name)).toEqual([]);
});
