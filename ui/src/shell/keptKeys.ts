// What was asked for before the answer that it acts on was here: it is kept,
// and done in its order once it can be. A quick hand must not come too early.
import { flushSync } from "react-dom";
import type { Action } from "./action";

/** A key press or a command: what it means right now, if it means anything. */
export type Asked = () => Action | undefined;

/** Whether an action can be asked for: what it acts on may still be on its way. */
export function isOffered({ enabled, waits }: Action): boolean {
  return enabled !== false || waits === true;
}

/** Keys and commands in the order in which they were asked for. */
export class KeptKeys {
  #kept: Asked[] = [];
  /** How many parts of the window are still being read. */
  #reading = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #tell: () => void;

  /** `tell` hears of every change of `some`. */
  constructor(tell: () => void) {
    this.#tell = tell;
  }

  /** Whether something is kept. */
  get some(): boolean {
    return this.#kept.length > 0;
  }

  /** Does it, or keeps it while it waits, behind others, or as long as its meaning is still being read. */
  take(asked: Asked): void {
    const action = asked();
    // Keys that nobody knows must not hold up one that can be done.
    if (action && !action.waits && this.#kept.every((kept) => kept() === undefined)) this.drop();
    if (this.some || action?.waits || (action === undefined && this.#reading > 0)) this.#keep([...this.#kept, asked]);
    else action?.run();
  }

  /** Forgets them: something else was begun. */
  drop(): void {
    if (this.some) this.#keep([]);
  }

  /** A part of the window is being read: keys may come to mean something, until the returned function is called. */
  reading(): () => void {
    this.#reading += 1;
    return () => {
      this.#reading -= 1;
      this.changed();
    };
  }

  /** Other actions are there: looks again once everything that changes together has changed. */
  changed(): void {
    if (this.some) this.#timer ??= setTimeout(this.#goOn);
  }

  #keep(kept: Asked[]): void {
    this.#kept = kept;
    this.changed();
    this.#tell();
  }

  #goOn = (): void => {
    this.#timer = undefined;
    const [first, ...rest] = this.#kept;
    const action = first?.();
    if (action?.waits || (action === undefined && this.#reading > 0)) return;
    // Without the first one, those behind it would act on something else.
    if (action === undefined) return this.drop();
    // What it changes is there before the next one looks.
    flushSync(action.run);
    this.#keep(rest);
  };
}
