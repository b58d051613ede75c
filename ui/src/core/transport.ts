// What a shell must offer to the UI, whichever shell it is.
//
// Knows neither commands nor React: names and values pass through untyped,
// `client.ts` puts the types on.
import type { CallError } from "./generated/CallError";
import type { Notice } from "./generated/Notice";

/** Whether notices arrive: changes that happen while it is `lost` are caught up with later. */
export type Link = "connecting" | "open" | "lost";

/** What a shell tells without being asked. */
export type Listener = {
  onNotice(notice: Notice): void;
  onLink(link: Link): void;
  /** A file is where it was saved to; browsers tell of their downloads themselves. */
  onSaved(path: string): void;
};

/** The way to Rust. */
export type Transport = {
  /** Runs a command; rejects with `CallFailed`. */
  call(name: string, argument: unknown, signal?: AbortSignal): Promise<unknown>;
  /** Listens until the returned function is called. */
  listen(listener: Listener): () => void;
  /** Address of `/bytes/{path}` for `fetch`, `img` and downloads. */
  bytesUrl(path: string): string;
  /** Puts a text onto the clipboard; rejects when the system refuses. */
  writeText(text: string): Promise<void>;
};

/** A command that was refused or did not arrive. */
export class CallFailed extends Error {
  override name = "CallFailed";
  readonly code: string;
  /** The field of the argument that is wrong, where it is one. */
  readonly field: string | null;

  constructor({ code, message, field }: CallError) {
    super(message);
    this.code = code;
    this.field = field ?? null;
  }
}

/** The failure behind any thrown value, in words that can be shown. */
export function asCallFailed(thrown: unknown): CallFailed {
  if (thrown instanceof CallFailed) return thrown;
  if (isCallError(thrown)) return new CallFailed(thrown);
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new CallFailed({ code: "failed", message });
}

function isCallError(value: unknown): value is CallError {
  if (typeof value !== "object" || value === null) return false;
  const { code, message } = value as Record<string, unknown>;
  return typeof code === "string" && typeof message === "string";
}
