import { expect, test } from "vitest";
import { outcomeOfStatus } from "./outcome";
import { openable } from "./useRows";
import { infoOf, placeOf, wordsOf } from "./words";

test("words of providers for how something ended mean the same whatever their case", () => {
  expect(["SUCCESS", "delivered", "completed"].map(outcomeOfStatus)).toEqual(["good", "good", "good"]);
  expect(["dead", "Failure", "timed_out"].map(outcomeOfStatus)).toEqual(["bad", "bad", "bad"]);
  expect(["retry", "pending", "on_the_moon"].map(outcomeOfStatus)).toEqual(["waits", "runs", "other"]);
});

test("a provider is spoken of as it calls its things", () => {
  const info = { ...infoOf([], "github"), name: "GitHub", asked_by: "delivery or event", replay: "same" as const };
  expect(wordsOf(info)).toEqual({ id: "github", name: "GitHub", record: ["delivery", "deliveries"], replay: "The same delivery is sent again." });
  expect(wordsOf({ ...info, asked_by: "run" }).record).toEqual(["run", "runs"]);
  expect(infoOf([info], "nobody")).toMatchObject({ name: "nobody", can: [] });
});

test("a place is a URL without what all of them begin with", () => {
  expect(placeOf("https://api.skyvern.com/")).toBe("api.skyvern.com");
  expect(placeOf("http://127.0.0.1:4401/skyvern")).toBe("127.0.0.1:4401/skyvern");
});

test("a cursor passes over lines that cannot be opened, and turns back at the ends", () => {
  const ids = [null, null, "a", "b", null, "c", null];
  expect(openable(ids, 0, 1)).toBe(2);
  expect(openable(ids, 4, 1)).toBe(5);
  expect(openable(ids, 4, -1)).toBe(3);
  expect(openable(ids, 99, 1)).toBe(5);
  expect(openable(ids, -3, -1)).toBe(2);
  expect(openable([null], 0, 1)).toBeNull();
  expect(openable([], 0, 1)).toBeNull();
});
