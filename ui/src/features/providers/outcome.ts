// How far something is, from the words that providers use for it. Pure.

/** What a word of a provider means here. */
export type Outcome = "good" | "bad" | "waits" | "runs" | "other";

const meanings: Record<Exclude<Outcome, "other">, string[]> = {
  good: ["success", "succeeded", "completed", "delivered", "complete", "ok", "200"],
  bad: ["failure", "failed", "dead", "error", "timed_out", "terminated", "undelivered"],
  waits: ["retry", "retrying", "paused"],
  runs: ["pending", "queued", "created", "running", "delivering", "enqueued", "scheduled"],
};

/** The meaning of a status; one that nobody knows is shown as it is. */
export function outcomeOfStatus(status: string): Outcome {
  const word = status.toLowerCase();
  const found = (Object.keys(meanings) as (keyof typeof meanings)[]).find((outcome) => meanings[outcome].includes(word));
  return found ?? "other";
}
