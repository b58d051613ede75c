// Changes to every request of a run, as they are filled in. Pure.
import { headersOf, headersProblem, methodProblem, valueText } from "../../../components/headerLines";
import type { Template } from "../../../core/generated/Template";
import type { TimeShift } from "../../../core/generated/TimeShift";
import { changesRequests } from "../run/words";

/** The fields of a template; what is empty changes nothing. */
export type TemplateDraft = {
  method: string;
  /** `Name: value`, one a line. */
  setHeaders: string;
  /** Names, one a line. */
  removeHeaders: string;
  body: "keep" | "patch" | "replace";
  patch: string;
  text: string;
  shift: "none" | "to_now" | "by";
  seconds: string;
};

/** What is wrong with a template, by field. */
type TemplateProblems = Record<"templateMethod" | "setHeaders" | "removeHeaders" | "patch" | "seconds", string | null>;

/** A template that changes nothing. */
export const unchanged: Template = { method: null, set_headers: [], remove_headers: [], json_patch: null, body: null, shift_time: null };

/** Shows how a patch is written. */
const EXAMPLE = '[\n  { "op": "replace", "path": "/livemode", "value": false }\n]';

/** Nothing filled in. */
export const newTemplate: TemplateDraft = {
  method: "",
  setHeaders: "",
  removeHeaders: "",
  body: "keep",
  patch: EXAMPLE,
  text: "",
  shift: "none",
  seconds: "3600",
};

/** A template as it is filled in; `null` for one that changes nothing. */
export function templateDraftOf(template: Template): TemplateDraft | null {
  if (!changesRequests(template)) return null;
  const { method, set_headers, remove_headers, json_patch, body, shift_time } = template;
  return {
    ...newTemplate,
    method: method ?? "",
    setHeaders: set_headers.map(([name, value]) => `${name}: ${value}`).join("\n"),
    removeHeaders: remove_headers.join("\n"),
    body: body !== null ? "replace" : json_patch !== null ? "patch" : "keep",
    patch: json_patch ?? EXAMPLE,
    text: body ?? "",
    shift: shift_time === null ? "none" : shift_time === "to_now" ? "to_now" : "by",
    seconds: shift_time === null || shift_time === "to_now" ? newTemplate.seconds : String(shift_time.seconds),
  };
}

/** What the fields mean. */
export function templateOf(draft: TemplateDraft): Template {
  return {
    method: draft.method.trim() === "" ? null : draft.method.trim(),
    set_headers: headersOf(draft.setHeaders).map(([name, value]) => [name, valueText(value)]),
    remove_headers: namesOf(draft.removeHeaders),
    json_patch: draft.body === "patch" ? draft.patch : null,
    body: draft.body === "replace" ? draft.text : null,
    shift_time: shiftOf(draft),
  };
}

/** Says what is wrong with a template. */
export function templateProblems(draft: TemplateDraft): TemplateProblems {
  return {
    templateMethod: draft.method.trim() === "" ? null : methodProblem(draft.method),
    setHeaders: headersProblem(draft.setHeaders),
    removeHeaders: namesOf(draft.removeHeaders).every((name) => methodProblem(name) === null) ? null : "Write names alone, one a line.",
    patch: draft.body === "patch" ? patchProblem(draft.patch) : null,
    seconds: draft.shift === "by" && !/^[+-]?\d{1,10}$/.test(draft.seconds.trim()) ? "Whole seconds; back in time with a minus." : null,
  };
}

function shiftOf({ shift, seconds }: TemplateDraft): TimeShift | null {
  if (shift === "none") return null;
  return shift === "to_now" ? "to_now" : { seconds: Number(seconds) };
}

function namesOf(lines: string): string[] {
  return lines.split(/[\n,]/).map((name) => name.trim().replace(/:$/, "")).filter((name) => name !== "");
}

/** Whether it is a list of operations at all; what each does is judged by Rust. */
function patchProblem(text: string): string | null {
  try {
    return Array.isArray(JSON.parse(text)) ? null : "A JSON Patch is a list of operations: [ … ].";
  } catch (thrown) {
    return `This is not JSON: ${thrown instanceof Error ? thrown.message : String(thrown)}`;
  }
}
