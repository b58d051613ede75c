// What a person fills in before captures are sent, and what is wrong with it.
import { headersOf, headersProblem, linesOf, methodProblem } from "../../components/headerLines";
import type { Headers } from "../../core/generated/Headers";
import type { ReplayEdit } from "../../core/generated/ReplayEdit";
import type { StartReplay } from "../../core/generated/StartReplay";
import { sameLines, withLineEnds } from "./lineEnds";

/** The request as it came; `body` is `null` where it is no text to edit. */
export type Original = { method: string; headers: Headers; body: string | null };

/** The request as it was changed by hand. */
export type EditDraft = { method: string; headers: string; body: string };

/** Everything that the dialog asks. */
export type Draft = {
  target: string;
  afresh: boolean;
  times: string;
  atOnce: string;
  /** Seconds until an attempt counts as unanswered. */
  timeout: string;
  edit: EditDraft | null;
};

/** What is wrong, by field; empty when it can be sent. */
export type Problems = Partial<Record<"target" | "times" | "atOnce" | "timeout" | "method" | "headers", string>>;

/** Sent once, one after the other, as a webhook's sender would. */
export function newDraft(target: string): Draft {
  return { target, afresh: false, times: "1", atOnce: "1", timeout: "30", edit: null };
}

/** A request before anything is changed. */
export function newEdit({ method, headers, body }: Original): EditDraft {
  return { method, headers: linesOf(headers), body: body ?? "" };
}

/** Says what is wrong with a draft. */
export function problemsOf(draft: Draft): Problems {
  const found: [keyof Problems, string | null][] = [
    ["target", targetProblem(draft.target)],
    ["times", wholeProblem(draft.times, 10_000)],
    ["atOnce", wholeProblem(draft.atOnce, 256)],
    ["timeout", wholeProblem(draft.timeout, 3600)],
    ["method", draft.edit === null ? null : methodProblem(draft.edit.method)],
    ["headers", draft.edit === null ? null : headersProblem(draft.edit.headers)],
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** What a draft without problems means. */
export function startOf(draft: Draft, captures: string[], original: Original | null): StartReplay {
  return {
    captures,
    target: withScheme(draft.target),
    resign: draft.afresh,
    edit: draft.edit && original && editOf(draft.edit, original),
    times: Number(draft.times),
    concurrency: Number(draft.atOnce),
    timeout_ms: Number(draft.timeout) * 1000,
  };
}

/** What was really changed; `null` when nothing was, so that the bytes go out as they came. */
export function editOf(edit: EditDraft, original: Original): ReplayEdit | null {
  const method = edit.method.trim();
  const parts = {
    method: method === original.method ? null : method,
    headers: edit.headers === linesOf(original.headers) ? null : headersOf(edit.headers),
    body: original.body === null || sameLines(edit.body, original.body) ? null : withLineEnds(edit.body, original.body),
  };
  return Object.values(parts).every((part) => part === null) ? null : parts;
}

/** Puts `http://` before `localhost:3000`. */
export function withScheme(target: string): string {
  const trimmed = target.trim();
  return trimmed.includes("://") ? trimmed : `http://${trimmed}`;
}

function targetProblem(target: string): string | null {
  if (target.trim() === "") return "Say where to send it, such as http://localhost:3000.";
  const url = URL.parse(withScheme(target));
  const known = url !== null && (url.protocol === "http:" || url.protocol === "https:") && url.hostname !== "";
  return known ? null : "Write an http or https URL, such as http://localhost:3000.";
}

function wholeProblem(text: string, most: number): string | null {
  const value = Number(text);
  const fine = /^\d+$/.test(text.trim()) && value >= 1 && value <= most;
  return fine ? null : `A whole number from 1 to ${most.toLocaleString("en-US")}.`;
}
