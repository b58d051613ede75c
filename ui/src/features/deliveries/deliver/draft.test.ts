import { expect, test } from "vitest";
import { capturesOf, createOf, newDraft, problemsOf } from "./draft";

test("the only endpoint is chosen, and without one a URL is asked for", () => {
  expect(newDraft(["ep_1"])).toMatchObject({ to: "endpoints", endpoints: ["ep_1"] });
  expect(newDraft([]).to).toBe("url");
  expect(newDraft(["ep_1", "ep_2"]).endpoints).toEqual([]);
});

test("what is missing is named", () => {
  expect(problemsOf(newDraft([]))).toHaveProperty("url");
  expect(problemsOf(newDraft(["ep_1", "ep_2"]))).toEqual({ endpoints: "Choose at least one." });
  expect(problemsOf({ ...newDraft(["ep_1"]), eventType: "two words", messageId: "msg.1" })).toMatchObject({ eventType: /one word/, messageId: /dots/ });
});

test("a URL brings its schedule and its clock", () => {
  const draft = { ...newDraft([]), url: "localhost:3000/in", schedule: "svix", speed: "1000", orderingKey: " a ", body: "{}" };
  expect(createOf(draft)).toMatchObject({ to: { url: { url: "http://localhost:3000/in", schedule: "svix", speed: 1000 } }, body: { text: "{}" }, ordering_key: "a", message_id: null });
});

test("captures are delivered in the order they came", () => {
  expect(capturesOf(newDraft(["ep_1"]), ["cap_12", "cap_9"])).toEqual({ captures: ["cap_9", "cap_12"], endpoints: ["ep_1"], resign: true });
});
