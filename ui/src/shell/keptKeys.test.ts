import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Action } from "./action";
import { Actions } from "./keys";

beforeEach(() => void vi.useFakeTimers());

afterEach(() => void vi.useRealTimers());

const done: string[] = [];

beforeEach(() => void done.splice(0));

function action(id: string, more: Partial<Action> = {}): Action {
  return { id, name: id, keys: [id.charAt(0)], scope: "Captures", run: () => done.push(id), ...more };
}

function actionsWith(...list: Action[]): Actions {
  const actions = new Actions();
  actions.put("page", list);
  return actions;
}

function press(actions: Actions, key: string, on: Element = document.body): void {
  const event = new KeyboardEvent("keydown", { key, bubbles: true });
  window.addEventListener("keydown", () => actions.press(event, false), { once: true });
  on.dispatchEvent(event);
}

function put(actions: Actions, ...list: Action[]): void {
  actions.put("page", list);
  vi.runAllTimers();
}

test("a key pressed before its answer is here is done once that is", () => {
  const actions = actionsWith(action("bench", { waits: true }));
  press(actions, "b");
  expect(actions.keeps()).toBe(true);
  put(actions, action("bench", { waits: true }));
  expect(done).toEqual([]);
  put(actions, action("bench"));
  expect(done).toEqual(["bench"]);
  expect(actions.keeps()).toBe(false);
});

test("keys that follow come in their order, each when it can", () => {
  const actions = actionsWith(action("next", { waits: true }), action("replay", { enabled: false, waits: true }), action("help"));
  for (const key of ["n", "r", "h"]) press(actions, key);
  put(actions, action("next"), action("replay", { enabled: false, waits: true }), action("help"));
  expect(done).toEqual(["next"]);
  put(actions, action("next"), action("replay"), action("help"));
  expect(done).toEqual(["next", "replay", "help"]);
});

test("what turns out to be impossible is forgotten, and what followed it, too", () => {
  const actions = actionsWith(action("duplicate", { waits: true }), action("help"));
  press(actions, "d");
  press(actions, "h");
  put(actions, action("duplicate", { enabled: false }), action("help"));
  expect(done).toEqual([]);
  expect(actions.keeps()).toBe(false);
});

test("Escape and typing into a field forget what is kept", () => {
  const field = document.body.appendChild(document.createElement("input"));
  const actions = actionsWith(action("bench", { waits: true }));
  press(actions, "b");
  press(actions, "Escape");
  press(actions, "b");
  press(actions, "x", field);
  put(actions, action("bench"));
  field.remove();
  expect(done).toEqual([]);
});

test("a key of a part that is still being read is kept for it", () => {
  const actions = actionsWith();
  const end = actions.kept.reading();
  press(actions, "a");
  put(actions, action("help"));
  expect(done).toEqual([]);
  end();
  put(actions, action("add"));
  expect(done).toEqual(["add"]);
});

test("a key that never comes to mean anything is forgotten", () => {
  const actions = actionsWith();
  const end = actions.kept.reading();
  press(actions, "a");
  end();
  vi.runAllTimers();
  expect(actions.keeps()).toBe(false);
  put(actions, action("add"));
  expect(done).toEqual([]);
});

test("a key that nobody knows does not hold up others", () => {
  const actions = actionsWith(action("help"));
  actions.kept.reading();
  press(actions, "x");
  press(actions, "h");
  expect(done).toEqual(["help"]);
  expect(actions.keeps()).toBe(false);
});

test("a modifier alone is no key", () => {
  const actions = actionsWith(action("bench", { waits: true }));
  press(actions, "b");
  press(actions, "Shift");
  put(actions, action("bench"));
  expect(done).toEqual(["bench"]);
});

test("a command of the palette waits like its key", () => {
  const actions = actionsWith(action("bench", { waits: true }));
  actions.ask("bench");
  put(actions, action("bench"));
  expect(done).toEqual(["bench"]);
});
