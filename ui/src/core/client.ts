// Every command with its types, over whichever shell shows this page.
import type { Commands } from "./generated/commands";
import { http } from "./http";
import { tauri } from "./tauri";
import { asCallFailed, type Transport } from "./transport";

/** Name of a command. */
export type CommandName = keyof Commands;

/** What a command takes. */
export type Argument<N extends CommandName> = Commands[N]["argument"];

/** What a command answers. */
export type Answer<N extends CommandName> = Commands[N]["answer"];

/** The argument of commands that need none. */
export const nothing: Record<symbol, never> = {};

/** Calls a command once; rejects with `CallFailed`. */
export async function call<N extends CommandName>(
  transport: Transport,
  name: N,
  argument: Argument<N>,
  signal?: AbortSignal,
): Promise<Answer<N>> {
  try {
    return (await transport.call(name, argument, signal)) as Answer<N>;
  } catch (thrown) {
    if (signal?.aborted) throw thrown;
    throw asCallFailed(thrown);
  }
}

/** The transport of the shell that shows this page. */
export function transportOfThisShell(): Transport {
  return inBrowser() ? http : tauri;
}

/** Whether a browser shows this page: there, a link can open a page of its own. */
export function inBrowser(): boolean {
  return !("__TAURI_INTERNALS__" in globalThis);
}
