// Response rules as people type and read them.
import type { Headers } from "../../core/generated/Headers";
import type { ResponseRule } from "../../core/generated/ResponseRule";
import type { ResponseStep } from "../../core/generated/ResponseStep";

/** What was typed, or why it cannot be. */
export type Parsed<T> = { value: T; problem: null } | { value: null; problem: string };

/** `503, 503, 200` as steps; nothing means 200 always. */
export function parseSteps(text: string): Parsed<ResponseStep[]> {
  const words = text.split(/[\s,]+/).filter(Boolean);
  const steps: ResponseStep[] = [];
  for (const word of words) {
    const status = Number(word);
    if (word.toLowerCase() === "never") steps.push("never");
    else if (/^\d{3}$/.test(word) && status >= 200 && status <= 599) steps.push(status);
    else return { value: null, problem: `"${word}" is no step: use a status from 200 to 599, or never.` };
  }
  return { value: steps, problem: null };
}

/** The opposite of `parseSteps`. */
export function stepsText(steps: ResponseStep[]): string {
  return steps.join(", ");
}

/** `Answers 503 twice, then 200.` */
export function responseSentence({ steps, body, delay_ms }: Pick<ResponseRule, "steps" | "body" | "delay_ms">): string {
  const waits = delay_ms === 0 ? "" : `, each after ${delay_ms % 1000 === 0 ? `${delay_ms / 1000} s` : `${delay_ms} ms`}`;
  const says = body === null && steps.at(-1) !== "never" ? " with a small JSON that names the capture" : "";
  const runs = runsOf(steps);
  const [only] = runs;
  if (only === undefined) return `Answers 200${says}${waits}.`;
  if (runs.length === 1) return only.step === "never" ? "Never answers." : `Always answers ${only.step}${says}${waits}.`;
  const sentence = runs.map((run, index) => part(run, runs[index - 1], index === runs.length - 1)).join(", then ");
  return `${sentence.slice(0, 1).toUpperCase()}${sentence.slice(1)}${says}${waits}.`;
}

type Run = { step: ResponseStep; times: number };

function runsOf(steps: ResponseStep[]): Run[] {
  const runs: Run[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.step === step) last.times += 1;
    else runs.push({ step, times: 1 });
  }
  return runs;
}

/** `answers 503 twice`, and only `200` where the part before says "answers" already. */
function part({ step, times }: Run, before: Run | undefined, stays: boolean): string {
  if (step === "never") return stays ? "never answers" : `leaves ${times === 1 ? "one request" : `${times} requests`} without an answer`;
  const verb = before === undefined || before.step === "never" ? "answers " : "";
  return stays ? `${verb}${step}` : `${verb}${step} ${often(times)}`;
}

function often(times: number): string {
  return ["never", "once", "twice"][times] ?? `${times} times`;
}

/** What stands before a value that is no text, followed by its bytes in base64. */
const BYTES = "base64:";

/** One `Name: value` a line; `Name: base64:6Q==` for bytes that are no text. */
export function parseHeaders(text: string): Parsed<Headers> {
  const headers: Headers = [];
  for (const line of text.split("\n").filter((one) => one.trim() !== "")) {
    const colon = line.indexOf(":");
    if (colon < 1) return { value: null, problem: `"${line.trim()}" is no header: write a name, a colon and a value.` };
    const value = line.slice(colon + 1).trim();
    headers.push([line.slice(0, colon).trim(), value.startsWith(BYTES) ? { b64: value.slice(BYTES.length) } : value]);
  }
  return { value: headers, problem: null };
}

/** The opposite of `parseHeaders`. */
export function headersText(headers: Headers): string {
  return headers.map(([name, value]) => `${name}: ${typeof value === "string" ? value : BYTES + value.b64}`).join("\n");
}
