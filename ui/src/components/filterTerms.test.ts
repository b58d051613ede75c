import { expect, test } from "vitest";
import { chipOf, divide, hasTerm, joinTerms, quoted, splitTerms, toggleTerm } from "./filterTerms";

test("a filter is split into its terms", () => {
  const terms = splitTerms('source:stripe verdict:rejected not path:/health text:"a b" https://x');
  expect(terms.map((term) => term.text)).toEqual(["source:stripe", "verdict:rejected", "not path:/health", 'text:"a b"', "https://x"]);
  expect(terms.map((term) => term.key)).toEqual(["source", "verdict", "path", "text", ""]);
  expect(terms[3]?.value).toBe("a b");
});

test("joining terms gives the text again", () => {
  const text = 'not source:a "two words" is:pinned';
  expect(joinTerms(splitTerms(text))).toBe(text);
});

test("a chip shows its key apart from its value", () => {
  const [term, bare] = splitTerms("not path:/health not word");
  expect(term && chipOf(term)).toEqual({ name: "not path:", value: "/health" });
  expect(bare && chipOf(bare)).toEqual({ name: "not ", value: "word" });
});

test("a word becomes a term with the space behind it", () => {
  expect(divide("source:stripe")).toEqual({ done: "", draft: "source:stripe" });
  expect(divide("source:stripe ")).toEqual({ done: "source:stripe", draft: "" });
  expect(divide("source:stripe ver")).toEqual({ done: "source:stripe", draft: "ver" });
});

test("not waits for its term", () => {
  expect(divide("not ")).toEqual({ done: "", draft: "not " });
  expect(divide("not path:/x ")).toEqual({ done: "not path:/x", draft: "" });
});

test("a quote keeps its spaces until it is closed", () => {
  expect(divide('text:"a ')).toEqual({ done: "", draft: 'text:"a ' });
  expect(divide('text:"a b" ')).toEqual({ done: 'text:"a b"', draft: "" });
});

test("a key without a value stays to be completed", () => {
  expect(divide("source: ")).toEqual({ done: "", draft: "source:" });
});

test("only values with spaces need quotes", () => {
  expect(quoted("stripe")).toBe("stripe");
  expect(quoted("two words")).toBe('"two words"');
});

test("a term is put in once and taken out whole", () => {
  expect(toggleTerm("source:stripe", "is:pinned")).toBe("source:stripe is:pinned");
  expect(toggleTerm("source:stripe is:pinned", "is:pinned")).toBe("source:stripe");
  expect(hasTerm("not is:pinned", "is:pinned")).toBe(false);
});
