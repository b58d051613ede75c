// What can go wrong on purpose, in words, and while it is chosen. Pure.
import { wholeProblem } from "../../../../components/numbers";
import type { Trouble } from "../../../../core/generated/Trouble";

/** A trouble while it is chosen. */
export type TroubleDraft = { what: string; times: string; operation: string };

/** One refused call, whichever it is. */
export const newTrouble: TroubleDraft = { what: "429", times: "1", operation: "" };

/** Every trouble there is, worst last. */
export const kinds: { value: string; name: string; hint?: string }[] = [
  { value: "400", name: "Answer 400", hint: "bad request" },
  { value: "401", name: "Answer 401", hint: "no credentials" },
  { value: "403", name: "Answer 403", hint: "forbidden" },
  { value: "404", name: "Answer 404", hint: "not found" },
  { value: "409", name: "Answer 409", hint: "conflict" },
  { value: "410", name: "Answer 410", hint: "gone" },
  { value: "422", name: "Answer 422", hint: "not valid" },
  { value: "429", name: "Answer 429", hint: "too often" },
  { value: "500", name: "Answer 500", hint: "broke" },
  { value: "503", name: "Answer 503", hint: "unavailable" },
  { value: "hang", name: "Do not answer", hint: "connection stays open" },
  { value: "cut", name: "Cut the connection", hint: "without an answer" },
];

/** What is wrong with how often; `null` when nothing is. */
export function timesProblem({ times }: TroubleDraft): string | null {
  return wholeProblem(times, [1, 10_000]);
}

/** The draft as it is asked for. */
export function troubleOf({ what, times, operation }: TroubleDraft): Trouble {
  const of = { operation: operation === "" ? null : operation, times: Number(times) };
  return what === "hang" || what === "cut" ? { kind: what, ...of } : { kind: "status", status: Number(what), ...of };
}

/** `Calls of replay are answered 429`. */
export function troubleSentence(trouble: Trouble): string {
  const calls = trouble.operation === null ? "Any call" : `A call of ${trouble.operation}`;
  switch (trouble.kind) {
    case "status":
      return `${calls} is answered ${trouble.status}`;
    case "hang":
      return `${calls} is not answered`;
    case "cut":
      return `${calls} is cut off`;
  }
}
