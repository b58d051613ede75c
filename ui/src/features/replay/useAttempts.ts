import { useState } from "react";
import type { Attempt } from "../../core/generated/Attempt";
import { useCommand, useCommands } from "../../core/queries";
import type { CallFailed } from "../../core/transport";
import { joinPages } from "./attemptFilter";

/** Attempts of one page. */
const PAGE = 200;

/** All attempts as far as they were asked for, newest first. */
export type AttemptsState = {
  attempts: Attempt[];
  /** The first answer is here. */
  ready: boolean;
  /** There are older ones. */
  more: boolean;
  /** There are newer ones than the list shows. */
  newer: boolean;
  failure: CallFailed | null;
  retry: () => void;
  /** Asks for older ones; from then on the list stands still. */
  loadMore: () => void;
  /** Back to the newest, which come in by themselves. */
  follow: () => void;
};

/** Follows the newest attempts until older ones are asked for, so that what is read does not move. */
export function useAttempts(): AttemptsState {
  const [starts, setStarts] = useState<(string | null)[]>([null]);
  const answers = useCommands("attempts.page", starts.map((from) => ({ capture: null, from, limit: PAGE })));
  const newest = useCommand("attempts.page", { capture: null, from: null, limit: 1 }).data?.[0];
  const attempts = joinPages(answers.map(({ data }) => data));
  const [first, last] = [attempts[0], attempts.at(-1)];
  const tail = answers.at(-1)?.data;
  const more = tail !== undefined && tail.length === PAGE;
  const failed = answers.find(({ isError, data }) => isError && data === undefined);
  return {
    attempts,
    ready: answers[0]?.data !== undefined,
    more,
    newer: starts[0] !== null && newest !== undefined && newest.id !== first?.id,
    failure: failed?.error ?? null,
    retry: () => void failed?.refetch(),
    loadMore: () => first && last && more && setStarts((now) => [now[0] ?? first.id, ...now.slice(1), last.id]),
    follow: () => setStarts((now) => (now[0] === null ? now : [null])),
  };
}
