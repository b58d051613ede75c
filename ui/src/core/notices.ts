// Turns notices into refetches: only answers that read a changed topic, only
// while something on screen shows them, and at most ten times a second.
//
// An answer that is just being fetched is let finish and then asked for again:
// cutting it short under a steady flow of captures would mean never seeing it.
import type { Query, QueryClient } from "@tanstack/react-query";
import { reads } from "./generated/commands";
import type { Notice } from "./generated/Notice";
import type { Topic } from "./generated/Topic";
import type { Link, Listener } from "./transport";

/** Shortest time between two rounds of refetching. */
export const ROUND_MS = 100;

/** Whether an answer of this command is stale after a change of these topics. */
export function isStaleAfter(command: unknown, topics: ReadonlySet<Topic>): boolean {
  const read = new Map<unknown, Topic[]>(Object.entries(reads)).get(command) ?? [];
  return read.some((topic) => topics.has(topic));
}

/** Gathers notices into rounds and keeps the state of the link. */
export class Notices implements Listener {
  #queries: QueryClient;
  #changed = new Set<Topic>();
  #behind = new Set<string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #lastRound = Number.NEGATIVE_INFINITY;
  #sequence = 0;
  #link: Link = "connecting";
  #watchers = new Set<() => void>();
  #savers = new Set<(path: string) => void>();
  #settle: () => void = () => undefined;

  /** Resolves as soon as it is known whether notices arrive. */
  readonly settled = new Promise<void>((resolve) => {
    this.#settle = resolve;
  });

  constructor(queries: QueryClient) {
    this.#queries = queries;
  }

  onNotice = ({ topics, sequence }: Notice): void => {
    const missed = this.#sequence !== 0 && sequence !== this.#sequence + 1;
    this.#sequence = sequence;
    if (missed) void this.#queries.invalidateQueries();
    for (const topic of topics) this.#changed.add(topic);
    this.#plan();
  };

  onLink = (link: Link): void => {
    if (link === this.#link) return;
    this.#settle();
    const caughtUp = this.#link === "lost" && link === "open";
    this.#link = link;
    // Changes were missed while nobody listened: everything shown is asked for again.
    if (caughtUp) void this.#queries.invalidateQueries();
    for (const watcher of this.#watchers) watcher();
  };

  onSaved = (path: string): void => {
    for (const told of this.#savers) told(path);
  };

  /** Tells `told` where files are saved to until the returned function is called. */
  watchSaved = (told: (path: string) => void): (() => void) => {
    this.#savers.add(told);
    return () => this.#savers.delete(told);
  };

  /** State of the link, for `useSyncExternalStore`. */
  link = (): Link => this.#link;

  /** Tells `watcher` of every change of the link until the returned function is called. */
  watch = (watcher: () => void): (() => void) => {
    this.#watchers.add(watcher);
    return () => this.#watchers.delete(watcher);
  };

  #plan(): void {
    if (this.#timer !== undefined) return;
    const wait = Math.max(0, this.#lastRound + ROUND_MS - performance.now());
    this.#timer = setTimeout(this.#round, wait);
  }

  #round = (): void => {
    this.#timer = undefined;
    this.#lastRound = performance.now();
    const stale = this.#stale();
    this.#changed = new Set();
    this.#behind = new Set(stale.filter(isFetching).map((query) => query.queryHash));
    const due = new Set(stale.filter((query) => !isFetching(query)));
    void this.#queries.invalidateQueries({ predicate: (query) => due.has(query), refetchType: "active" });
    if (this.#behind.size > 0) this.#plan();
  };

  #stale(): Query[] {
    return this.#queries
      .getQueryCache()
      .findAll({ predicate: (query) => this.#behind.has(query.queryHash) || isStaleAfter(query.queryKey[0], this.#changed) });
  }
}

function isFetching(query: Query): boolean {
  return query.state.fetchStatus === "fetching";
}
