import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Core } from "../core/Core";
import { FakeTransport } from "../core/fakeTransport";
import type { Cause } from "../core/generated/Cause";
import type { Diagnosis } from "../core/generated/Diagnosis";
import { DiagnosisView } from "./DiagnosisView";

beforeEach(() => localStorage.clear());
afterEach(cleanup);

const side = (text: string, to: number) => ({ part: "body", excerpt_b64: btoa(text), offset: 0, differs_from: 2, differs_to: to, length: text.length });

const newline: Cause = {
  code: "body.trailing_newline_added",
  steps: [{ code: "body.trailing_newline_added", detail: "", sentence: "A newline was added.", fix: "Take it away." }],
  sentence: "It would match without the newline.",
  fix: "Take it away.",
  secret: null,
  mend: null,
  proof: { expected: "52be", received: "52be", signed: side("{}", 2), checked: side("{}\n", 3) },
};

const combo: Cause = {
  ...newline,
  code: "combo",
  steps: [{ code: "secret.quoted", detail: "", sentence: "The secret has quotes.", fix: "Take them off." }, ...newline.steps],
  sentence: "It would match with two changes.",
};

const evidence = { scheme: "stripe-v1", comparisons: [{ secret: { id: null, name: "s" }, expected: "8343", received: "52be", matches: false }] };
const verification = { verdict: "rejected", reason: "signature_mismatch", evidence } as unknown as Diagnosis["verification"];

function shown(part: Partial<Diagnosis>) {
  const transport = new FakeTransport({
    "schemes.snippet": (asked) => ({ language: "go", file: "main.go", code: `code in ${(asked as { language: string }).language}`, notes: [] }),
  });
  const diagnosis: Diagnosis = { verification, causes: [], hints: [], tried: 12, finished: true, remains: [], ...part };
  render(
    <Core transport={transport}>
      <DiagnosisView diagnosis={diagnosis} mendOf={() => null} />
    </Core>,
  );
}

test("both byte strings stand side by side, each with its digest, as text or hex", () => {
  shown({ causes: [newline] });
  expect(screen.getByText("First difference at byte 2")).toBeDefined();
  expect(screen.getByText("Body that was signed")).toBeDefined();
  expect(screen.getByTitle("52be")).toBeDefined();
  expect(screen.getByTitle("8343")).toBeDefined();
  fireEvent.click(screen.getByRole("button", { name: "Hex" }));
  expect(screen.getByRole("group", { name: "Both as hex" }).textContent).toContain("0a");
});

test("two things that went wrong are two steps in their order", () => {
  shown({ causes: [combo] });
  const steps = screen.getAllByRole("listitem").map((step) => step.textContent);
  expect(steps[0]).toContain("The secret has quotes.");
  expect(steps[1]).toContain("A newline was added.");
});

test("other explanations stay closed until they are opened", () => {
  shown({ causes: [newline, { ...combo, sentence: "Or with two." }] });
  const other = screen.getByRole("button", { name: /Or with two/ });
  expect(other.getAttribute("aria-expanded")).toBe("false");
  fireEvent.click(other);
  expect(screen.getAllByText("Proven by digest")).toHaveLength(2);
});

test("a search that ran out of time says so", () => {
  shown({ finished: false, remains: ["Pairs of changes were not all tried."] });
  expect(screen.getByText(/12 digests compared before the time ran out/)).toBeDefined();
  expect(screen.getByText("Pairs of changes were not all tried.")).toBeDefined();
});

test("where the digest is right and only late, the hint says all", () => {
  const late = { ...verification, evidence: { ...evidence, comparisons: [{ ...evidence.comparisons[0], matches: true }] } } as unknown as Diagnosis["verification"];
  shown({ verification: late, hints: [{ code: "ts.too_old", sentence: "The signature is right, but old.", fix: "" }] });
  expect(screen.getByText("The signature is right, but old.")).toBeDefined();
  expect(screen.queryByText(/digests compared/)).toBeNull();
});

test("code is shown in the language that was chosen last", async () => {
  localStorage.setItem("hookwright.signatures.language", "go");
  shown({ causes: [newline] });
  expect(await screen.findByText("code in go")).toBeDefined();
});
