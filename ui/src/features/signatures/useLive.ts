// Asks as one types, and keeps showing the last answer until the next is here.
import { useEffect, useState } from "react";
import { useSettled } from "../../components/useSettled";
import type { Answer, Argument, CommandName } from "../../core/client";
import { useChange } from "../../core/queries";

const SETTLED_MS = 200;

/** What came of the last question. */
export type Live<T> = {
  /** The newest answer; `null` while there is no question or none is here yet. */
  answer: T | null;
  /** Why there is none. */
  problem: string | null;
  /** A newer answer is on its way. */
  waiting: boolean;
  /** Asks the same once more: time goes on. */
  again: () => void;
};

type Known<T> = Omit<Live<T>, "again">;

const nothingKnown = { answer: null, problem: null, waiting: false };

/** The answer to a question that changes while it is typed; `null` asks nothing. */
export function useLive<N extends CommandName>(name: N, argument: Argument<N> | null): Live<Answer<N>> {
  // A change, not a query: typed secrets must not stay in a cache.
  const { mutate } = useChange(name);
  const [live, setLive] = useState<Known<Answer<N>>>(nothingKnown);
  const [round, setRound] = useState(0);
  const now = JSON.stringify(argument);
  const asked = useSettled(now, SETTLED_MS);
  useEffect(() => {
    if (asked === "null") {
      setLive(nothingKnown);
      return;
    }
    setLive((last) => ({ ...last, waiting: true }));
    mutate(JSON.parse(asked) as Argument<N>, {
      onSuccess: (answer) => setLive({ answer, problem: null, waiting: false }),
      onError: ({ message }) => setLive({ answer: null, problem: message, waiting: false }),
    });
  }, [asked, round, mutate]);
  const again = () => setRound(round + 1);
  return argument === null ? { ...nothingKnown, again } : { ...live, waiting: live.waiting || asked !== now, again };
}
