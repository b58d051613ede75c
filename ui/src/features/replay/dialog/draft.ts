// What a person fills in before captures are sent, and what is wrong with it. Pure.
import { type FaultDraft, faultDraftOf, faultProblem, faultsOf } from "../../../components/faultMix";
import { headersOf, headersProblem, linesOf, methodProblem } from "../../../components/headerLines";
import { numberProblem, wholeProblem } from "../../../components/numbers";
import { targetProblem as urlProblem, withScheme } from "../../../components/targetUrl";
import type { Headers } from "../../../core/generated/Headers";
import type { Pace } from "../../../core/generated/Pace";
import type { RunOrder } from "../../../core/generated/RunOrder";
import type { RunPlan } from "../../../core/generated/RunPlan";
import type { Template } from "../../../core/generated/Template";
import { setHeaders } from "./headerChanges";
import { sameLines, withLineEnds } from "./lineEnds";
import { templateDraftOf, type TemplateDraft, templateOf, templateProblems, unchanged } from "./templateDraft";

/** The request as it came; `body` is `null` where it is no text to edit. */
export type Original = { method: string; headers: Headers; body: string | null };

/** The request as it was changed by hand. */
export type EditDraft = { method: string; headers: string; body: string };

/** Everything that the dialog asks. */
export type Draft = {
  /** One at least; more of them each get everything. */
  targets: string[];
  afresh: boolean;
  times: string;
  atOnce: string;
  /** Seconds until an attempt counts as unanswered. */
  timeout: string;
  order: Exclude<RunOrder["kind"], "as_given">;
  /** Of a shuffled order. */
  seed: string;
  pace: Pace["kind"];
  perSecond: string;
  /** How many times faster than the captures came. */
  speed: string;
  stopOnFailure: boolean;
  faults: FaultDraft | null;
  /** Changes to every request. */
  template: TemplateDraft | null;
  /** A single request, changed by hand. */
  edit: EditDraft | null;
};

/** A field that something can be wrong with. */
type Asked = "targets" | "times" | "atOnce" | "timeout" | "seed" | "perSecond" | "speed" | "faults" | "method" | "headers";

/** What is wrong, by field; empty when it can be sent. */
export type Problems = Partial<Record<Asked | keyof ReturnType<typeof templateProblems>, string>>;

/** Sent once, one after the other, as a webhook's sender would. */
export function newDraft(target: string): Draft {
  return {
    targets: [target],
    afresh: false,
    times: "1",
    atOnce: "1",
    timeout: "30",
    order: "as_captured",
    seed: "1",
    pace: "as_fast_as_possible",
    perSecond: "100",
    speed: "1",
    stopOnFailure: false,
    faults: null,
    template: null,
    edit: null,
  };
}

/** A draft that says what a plan does. */
export function draftOf(plan: RunPlan): Draft {
  const { order, pace } = plan;
  return {
    ...newDraft(""),
    targets: plan.targets,
    afresh: plan.resign,
    times: String(plan.times),
    atOnce: String(plan.concurrency),
    timeout: String(plan.timeout_ms / 1000),
    order: order.kind === "as_given" ? "as_captured" : order.kind,
    pace: pace.kind,
    stopOnFailure: plan.stop_on_failure,
    faults: faultDraftOf(plan.faults),
    template: templateDraftOf(plan.template),
    ...(order.kind === "shuffled" ? { seed: String(order.seed) } : {}),
    ...(pace.kind === "rate" ? { perSecond: String(pace.per_second) } : {}),
    ...(pace.kind === "original" ? { speed: String(pace.speed) } : {}),
  };
}

/** A request before anything is changed. */
export function newEdit({ method, headers, body }: Original): EditDraft {
  return { method, headers: linesOf(headers), body: body ?? "" };
}

/** Says what is wrong with a draft. */
export function problemsOf(draft: Draft): Problems {
  const found: [string, string | null][] = [
    ["targets", draft.targets.map(targetProblem).find((problem) => problem !== null) ?? null],
    ["times", wholeProblem(draft.times, [1, 10_000])],
    ["atOnce", wholeProblem(draft.atOnce, [1, 256])],
    ["timeout", numberProblem(draft.timeout, [0.001, 3600])],
    ["seed", draft.order === "shuffled" ? wholeProblem(draft.seed, [0, 4_294_967_295]) : null],
    ["perSecond", draft.pace === "rate" ? numberProblem(draft.perSecond, [0.001, 100_000]) : null],
    ["speed", draft.pace === "original" ? numberProblem(draft.speed, [0.001, 1_000_000]) : null],
    ["faults", draft.faults === null ? null : faultProblem(draft.faults)],
    ["method", draft.edit === null ? null : methodProblem(draft.edit.method)],
    ["headers", draft.edit === null ? null : headersProblem(draft.edit.headers)],
    ...(draft.template === null ? [] : Object.entries(templateProblems(draft.template))),
  ];
  return Object.fromEntries(found.filter(([, problem]) => problem !== null));
}

/** What a draft without problems means. */
export function planOf(draft: Draft, original: Original | null): RunPlan {
  return {
    targets: draft.targets.map(withScheme),
    resign: draft.afresh,
    template: draft.template ? templateOf(draft.template) : draft.edit && original ? editOf(draft.edit, original) : unchanged,
    order: draft.order === "shuffled" ? { kind: "shuffled", seed: Number(draft.seed) } : { kind: draft.order },
    pace: paceOf(draft),
    times: Number(draft.times),
    concurrency: Number(draft.atOnce),
    stop_on_failure: draft.stopOnFailure,
    timeout_ms: Math.round(Number(draft.timeout) * 1000),
    faults: draft.faults && faultsOf(draft.faults),
  };
}

/** What was really changed; nothing, where the bytes go out as they came. */
export function editOf(edit: EditDraft, original: Original): Template {
  const method = edit.method.trim();
  const same = edit.headers === linesOf(original.headers);
  return {
    ...unchanged,
    method: method === original.method ? null : method,
    ...(same ? {} : setHeaders(original.headers, headersOf(edit.headers))),
    body: original.body === null || sameLines(edit.body, original.body) ? null : withLineEnds(edit.body, original.body),
  };
}

/** What is wrong with a target; `null` when nothing is. */
export function targetProblem(target: string): string | null {
  return urlProblem(target, "http://localhost:3000");
}

function paceOf({ pace, perSecond, speed }: Draft): Pace {
  if (pace === "rate") return { kind: pace, per_second: Number(perSecond) };
  return pace === "original" ? { kind: pace, speed: Number(speed) } : { kind: pace };
}
