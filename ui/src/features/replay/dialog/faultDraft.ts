// Faults on the way out, as they are filled in: shares in percent. Pure.
import type { FaultMix } from "../../../core/generated/FaultMix";
import { numberProblem, wholeProblem } from "./numbers";

/** A fault that a share of the exchanges meets. */
export type FaultKind = Exclude<keyof FaultMix, "seed" | "delay_ms">;

/** The faults in their order, each with what happens. */
export const faultKinds: { kind: FaultKind; name: string; hint: string; breaks: boolean }[] = [
  { kind: "drop", name: "Dropped", hint: "never sent", breaks: true },
  { kind: "reset", name: "Reset", hint: "cut in the body", breaks: true },
  { kind: "truncate", name: "Truncated", hint: "body ends early", breaks: true },
  { kind: "wrong_length", name: "Wrong length", hint: "Content-Length too small", breaks: true },
  { kind: "slow_body", name: "Slow body", hint: "trickles", breaks: false },
  { kind: "delay", name: "Delayed", hint: "sent late", breaks: false },
  { kind: "duplicate", name: "Duplicated", hint: "sent twice", breaks: false },
  { kind: "reorder", name: "Reordered", hint: "after the next one", breaks: false },
];

/** Shares in percent, and how long what is late takes. */
export type FaultDraft = { seed: string; delay: string; shares: Record<FaultKind, string> };

/** A little of what really happens on a network. */
export const newFaults: FaultDraft = {
  seed: "1",
  delay: "1",
  shares: { drop: "0", reset: "1", truncate: "1", wrong_length: "0", slow_body: "2", delay: "5", duplicate: "5", reorder: "5" },
};

/** A mix as it is filled in. */
export function faultDraftOf(mix: FaultMix | null): FaultDraft | null {
  if (mix === null) return null;
  const shares = Object.fromEntries(faultKinds.map(({ kind }) => [kind, percent(mix[kind])]));
  return { seed: String(mix.seed), delay: String(mix.delay_ms / 1000), shares: { ...newFaults.shares, ...shares } };
}

/** What the fields mean. */
export function faultsOf({ seed, delay, shares }: FaultDraft): FaultMix {
  const share = (kind: FaultKind) => Number(shares[kind]) / 100;
  return {
    seed: Number(seed),
    drop: share("drop"),
    reset: share("reset"),
    truncate: share("truncate"),
    wrong_length: share("wrong_length"),
    slow_body: share("slow_body"),
    delay: share("delay"),
    duplicate: share("duplicate"),
    reorder: share("reorder"),
    delay_ms: Math.round(Number(delay) * 1000),
  };
}

/** What is wrong with a mix; `null` when nothing is. */
export function faultProblem({ seed, delay, shares }: FaultDraft): string | null {
  const wrong = faultKinds.find(({ kind }) => numberProblem(shares[kind], [0, 100]) !== null);
  if (wrong) return `${wrong.name}: a share from 0 to 100 percent.`;
  if (faultKinds.every(({ kind }) => Number(shares[kind]) === 0)) return "Give one of them a share, or leave faults off.";
  const broken = faultKinds.filter(({ breaks }) => breaks).reduce((sum, { kind }) => sum + Number(shares[kind]), 0);
  if (broken > 100) return `Dropped, reset, truncated and wrong length together are ${percent(broken / 100)} percent: at most 100 can be broken.`;
  if (numberProblem(delay, [0, 600]) !== null) return "Delay: from 0 to 600 seconds.";
  return wholeProblem(seed, [0, 4_294_967_295]) === null ? null : "Seed: a whole number.";
}

function percent(share: number): string {
  return String(Math.round(share * 10_000) / 100);
}
