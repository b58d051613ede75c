// How a sender is answered, as it is typed and as it reads.
import type { ResponseRule } from "../../core/generated/ResponseRule";
import type { ResponseStep } from "../../core/generated/ResponseStep";

/** Always 200 with the JSON that names the capture. */
export const usualAnswer: ResponseRule = { steps: [], headers: [], body: null, delay_ms: 0 };

/** Reads `503`, `503, 503, 200` or `never`; a text when a part is neither. */
export function parseSteps(text: string): ResponseStep[] | string {
  const steps: ResponseStep[] = [];
  for (const part of text.split(/[\s,]+/).filter(Boolean)) {
    const status = Number(part);
    if (part.toLowerCase() === "never") steps.push("never");
    else if (/^\d+$/.test(part) && status >= 200 && status <= 599) steps.push(status);
    else return `"${part}" is no answer. Use statuses from 200 to 599, or never.`;
  }
  return steps;
}

/** `Answers 503 twice, then 200, each after 2 s.` */
export function ruleSentence({ steps, body, delay_ms }: ResponseRule): string {
  const runs = runsOf(steps.length === 0 ? [200] : steps);
  const [first, ...later] = runs.map((run, index) => runWords(run, index === runs.length - 1));
  const silent = runs.every(({ step }) => step === "never");
  const wait = delay_ms === 0 || silent ? "" : `, ${runs.length > 1 ? "each " : ""}after ${delayWords(delay_ms)}`;
  const what = silent ? "" : body === null ? " The body names the capture." : " The body is yours.";
  return `${capital([first, ...later].join(", then "))}${wait}.${what}`;
}

type Run = { step: ResponseStep; times: number };

/** Equal steps that follow each other, counted. */
function runsOf(steps: ResponseStep[]): Run[] {
  const runs: Run[] = [];
  for (const step of steps) {
    const last = runs.at(-1);
    if (last?.step === step) last.times += 1;
    else runs.push({ step, times: 1 });
  }
  return runs;
}

/** The last run stays for ever, so its length says nothing. */
function runWords({ step, times }: Run, stays: boolean): string {
  const often = stays ? "" : times === 1 ? " once" : times === 2 ? " twice" : ` ${times} times`;
  return step === "never" ? `never answers${often}` : `answers ${step}${often}`;
}

function delayWords(milliseconds: number): string {
  return milliseconds < 1000 ? `${milliseconds} ms` : `${milliseconds / 1000} s`;
}

/** `Answers 503 twice, then 200`: the verb stands once. */
function capital(text: string): string {
  const [first = "", ...rest] = text.split(", then ");
  const same = rest.map((part) => (first.startsWith("answers") ? part.replace(/^answers /, "") : part));
  const sentence = [first, ...same].join(", then ");
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}
