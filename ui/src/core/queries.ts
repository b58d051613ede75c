// Commands as React sees them: answers that keep themselves current, and changes.
import {
  keepPreviousData,
  type QueryKey,
  queryOptions,
  useMutation,
  type UseMutationResult,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { useEffect, useSyncExternalStore } from "react";
import { type Answer, type Argument, call, type CommandName } from "./client";
import { useCore } from "./Core";
import type { CallFailed, Link, Transport } from "./transport";

/** How an answer is asked for. */
export type CommandOptions = {
  /** False: not asked for until it is true. */
  enabled?: boolean;
  /** Keeps showing the last argument's answer until the new one is here. */
  keepPrevious?: boolean;
};

/** The answer of a command, asked for again whenever a notice says that it is stale. */
export function useCommand<N extends CommandName>(
  name: N,
  argument: Argument<N>,
  options: CommandOptions = {},
): UseQueryResult<Answer<N>, CallFailed> {
  const { transport } = useCore();
  return useQuery({
    ...commandQuery(transport, name, argument),
    enabled: options.enabled ?? true,
    ...(options.keepPrevious ? { placeholderData: keepPreviousData } : {}),
  }) as UseQueryResult<Answer<N>, CallFailed>;
}

/** Answers of one command for several arguments, in their order: the pages of a long list. */
export function useCommands<N extends CommandName>(
  name: N,
  arguments_: Argument<N>[],
): UseQueryResult<Answer<N>, CallFailed>[] {
  const { transport } = useCore();
  const queries = arguments_.map((argument) => commandQuery(transport, name, argument));
  return useQueries({ queries }) as UseQueryResult<Answer<N>, CallFailed>[];
}

/** A command run on demand; what it changed comes back through notices. */
export function useChange<N extends CommandName>(name: N): UseMutationResult<Answer<N>, CallFailed, Argument<N>> {
  const { transport } = useCore();
  return useMutation<Answer<N>, CallFailed, Argument<N>>({
    mutationKey: [name],
    mutationFn: (argument) => call(transport, name, argument),
  });
}

/** One call outside of any cache, for handlers that need the answer at once (copying a text). */
export function useCall(): <N extends CommandName>(name: N, argument: Argument<N>) => Promise<Answer<N>> {
  const { transport } = useCore();
  return (name, argument) => call(transport, name, argument);
}

/** Asks for an answer that will be shown next, unless it is here and fresh. */
export function usePrefetch(): <N extends CommandName>(name: N, argument: Argument<N>) => void {
  const { transport } = useCore();
  const queries = useQueryClient();
  return (name, argument) => void queries.prefetchQuery(commandQuery(transport, name, argument));
}

/** The answer that is shown if it is here and fresh, else the next one: for handlers that act on what they read. */
export function useFetch(): <N extends CommandName>(name: N, argument: Argument<N>) => Promise<Answer<N>> {
  const { transport } = useCore();
  const queries = useQueryClient();
  return (name, argument) => queries.fetchQuery(commandQuery(transport, name, argument));
}

/** Puts an answer in the place of the one that is shown: for what is known before it is asked for again. */
export function useTold(): <N extends CommandName>(name: N, argument: Argument<N>, answer: Answer<N>) => void {
  const queries = useQueryClient();
  return (name, argument, answer) => void queries.setQueryData(commandKey(name, argument), answer);
}

/** The same query for `prefetchQuery` and `fetchQuery`. */
export function commandQuery<N extends CommandName>(transport: Transport, name: N, argument: Argument<N>) {
  return queryOptions<Answer<N>, CallFailed>({
    queryKey: commandKey(name, argument),
    queryFn: ({ signal }) => call(transport, name, argument, signal),
  });
}

/** Under which key an answer is cached. */
export function commandKey<N extends CommandName>(name: N, argument: Argument<N>): QueryKey {
  return [name, argument];
}

/** Hears where files are saved to, where a shell tells. */
export function useSaved(told: (path: string) => void): void {
  const { notices } = useCore();
  useEffect(() => notices.watchSaved(told), [notices, told]);
}

/** Whether notices arrive. */
export function useLink(): Link {
  const { notices } = useCore();
  return useSyncExternalStore(notices.watch, notices.link);
}
