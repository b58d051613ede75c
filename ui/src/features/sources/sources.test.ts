import { expect, test } from "vitest";
import { schemeTemplate } from "../../components/schemeTemplate";
import { findSchemes, schemeTitle } from "../../components/schemeWords";
import type { HandshakeSummary } from "../../core/generated/HandshakeSummary";
import type { Headers } from "../../core/generated/Headers";
import type { Route } from "../../core/generated/Route";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { CallFailed } from "../../core/transport";
import { answering, emptyDraft, newSource, problemsOf, type SourceDraft } from "./draft";
import { futureChoices, handshakeNotes, handshakeSentence } from "./handshakeWords";
import { nameProblem } from "./names";
import { placeOf } from "./places";
import { headersText, parseHeaders, parseSteps, responseSentence } from "./response";
import { freshName } from "./senders";

test("a name of small letters, digits, dashes, underscores and dots is fine", () => {
  expect(nameProblem("stripe-2_test.eu", [])).toBeNull();
  expect(nameProblem("a".repeat(64), [])).toBeNull();
});

test("a name that the core would refuse says what helps", () => {
  expect(nameProblem("", [])).toContain("needs a name");
  expect(nameProblem("Stripe", [])).toContain('"S"');
  expect(nameProblem("a b", [])).toContain("a space");
  expect(nameProblem("a".repeat(65), [])).toContain("64");
  expect(nameProblem("unsorted", [])).toContain("choose another");
  expect(nameProblem(".well-known", [])).toContain("Begin");
  expect(nameProblem("stripe", ["stripe"])).toContain("exists already");
});

test("a source is called after its provider, and never like another", () => {
  expect(freshName("Standard Webhooks", [])).toBe("standard-webhooks");
  expect(freshName("Stripe", ["stripe", "stripe-2"])).toBe("stripe-3");
  expect(freshName(null, [])).toBe("hooks");
  expect(nameProblem(freshName("Cal.com (EU)", []), [])).toBeNull();
});

test("steps are statuses and never", () => {
  expect(parseSteps("503, 503 200").value).toEqual([503, 503, 200]);
  expect(parseSteps("Never").value).toEqual(["never"]);
  expect(parseSteps(" ").value).toEqual([]);
  expect(parseSteps("503, 99").problem).toContain('"99"');
  expect(parseSteps("100").value).toBeNull();
});

test.each([
  [[], 0, "Answers 200."],
  [[503, 503, 200], 0, "Answers 503 twice, then 200."],
  [[500], 0, "Always answers 500."],
  [[500, 500], 2000, "Always answers 500, each after 2 s."],
  [["never"], 0, "Never answers."],
  [[429, 429, 429, "never"], 0, "Answers 429 3 times, then never answers."],
  [["never", 204], 150, "Leaves one request without an answer, then answers 204, each after 150 ms."],
] as const)("the rule %j reads as a sentence", (steps, delay_ms, sentence) => {
  expect(responseSentence({ steps: [...steps], body: "", delay_ms })).toBe(sentence);
});

test("headers are one a line, and a line without a colon is named", () => {
  const { value } = parseHeaders("Retry-After: 30\n\nX-A: b: c\n");
  expect(value).toEqual([["Retry-After", "30"], ["X-A", "b: c"]]);
  expect(headersText(value ?? [])).toBe("Retry-After: 30\nX-A: b: c");
  expect(parseHeaders("nonsense").problem).toContain('"nonsense"');
});

test("a header value that is no text survives an edit", () => {
  const headers: Headers = [["X-Latin", { b64: "6Q==" }]];
  expect(parseHeaders(headersText(headers)).value).toEqual(headers);
});

test("a draft is sent without its empty lines", () => {
  const draft = { ...emptyDraft, name: "a", forwardTo: ["", " http://localhost:3000 "], tolerance: "60" };
  expect(newSource(draft)).toMatchObject({ secrets: [], forward_to: ["http://localhost:3000"], tolerance_seconds: 60, public_url: null });
});

test("a draft says by field what cannot be", () => {
  const draft = { ...emptyDraft, forwardTo: ["localhost:3000"], delay: "2s", steps: "x" };
  expect(Object.keys(problemsOf(draft, [])).sort()).toEqual(["delay", "forwardTo", "name", "steps"]);
});

test("routes lead to different endpoints, each to one that is chosen", () => {
  const route = (endpoint: string) => ({ endpoint, filter: "", resign: false });
  const problem = (...routes: Route[]) => problemsOf({ ...emptyDraft, name: "a", routes }, []).routes;
  expect(problem(route("ep_1"), route("ep_2"))).toBeUndefined();
  expect(problem(route("ep_1"), route(""))).toContain("Choose an endpoint");
  expect(problem(route("ep_1"), route("ep_1"))).toContain("make them one");
});

test("an answer that goes back needs the target it comes from", () => {
  const draft: SourceDraft = { ...emptyDraft, name: "a", forwardMode: "answer" };
  expect(problemsOf(draft, []).forwardMode).toContain("Add the target");
  expect(problemsOf({ ...draft, forwardTo: ["http://localhost:3000"] }, []).forwardMode).toBeUndefined();
  expect(answering({ ...draft, forwardTo: ["", "http://localhost:3000"] })).toBe("http://localhost:3000");
  expect(answering(emptyDraft)).toBeNull();
});

test("a refusal stands under the field that the core names", () => {
  const place = (field?: string) => placeOf(new CallFailed({ code: "failed", message: "refused", field })).field;
  expect(place("name")).toBe("name");
  expect(place("forward_to")).toBe("forwardTo");
  expect(place("response.delay_ms")).toBe("delay");
  expect(place("secrets")).toBe("addSecrets");
  expect(place()).toBeNull();
});

test("schemes are found by any of their words", () => {
  const scheme = { id: "github-sha1", provider: "GitHub", name: "sha1", place: "header X-Hub-Signature" } as SchemeSummary;
  expect(findSchemes([scheme], "hub sha1")).toEqual([scheme]);
  expect(findSchemes([scheme], "gitlab")).toEqual([]);
  expect(schemeTitle(scheme)).toBe("GitHub sha1");
});

test("the template names every part that a scheme needs", () => {
  for (const part of ['id = "', 'provider = "', "[signature]", "[algorithm]", "[message]"]) expect(schemeTemplate).toContain(`\n${part}`);
});

test("a handshake reads as what is asked, what is answered and what comes of it", () => {
  const asana = { asks: "POST, header X-Hook-Secret", answer: "200 with header X-Hook-Secret", verified: false, learns: true, visit: false } as HandshakeSummary;
  expect(handshakeSentence(asana)).toBe("POST, header X-Hook-Secret: answered 200 with header X-Hook-Secret.");
  expect(handshakeNotes(asana)).toBe("The secret that it brings is kept with those of this source.");
  expect(handshakeNotes({ ...asana, learns: false })).toBe("");
});

test("the provider's own policy for times ahead stands first", () => {
  expect(futureChoices("accept")[0]).toEqual({ value: "", name: "As the provider has it: accepted" });
  expect(futureChoices("reject").map(({ value }) => value)).toEqual(["", "accept", "reject"]);
});

test("values and policy of a draft are sent as they were typed", () => {
  const sent = newSource({ ...emptyDraft, name: "hub", future: "accept", handshakeValues: { topic: "" } });
  expect(sent).toMatchObject({ future: "accept", handshake: true, handshake_values: [{ name: "topic", text: "" }] });
});
