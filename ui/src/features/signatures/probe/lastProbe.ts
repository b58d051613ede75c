// What was probed last, for as long as the window is open: after a change of the handler the same
// is asked again. Secrets that were typed are among it, and are kept nowhere else.
import { withScheme } from "../../../components/targetUrl";
import type { StartProbe } from "../../../core/generated/StartProbe";

/** What a probe is asked with, as it stands in the form. */
export type ProbeDraft = {
  target: string;
  /** Whose scheme and secrets are taken; `null`: they are typed. */
  source: string | null;
  scheme: string | null;
  secrets: string[];
  capture: string | null;
  allowRemote: boolean;
};

const empty: ProbeDraft = { target: "", source: null, scheme: null, secrets: [""], capture: null, allowRemote: false };

let last = empty;

/** The form as it was left. */
export function lastProbe(): ProbeDraft {
  return last;
}

/** Keeps the form. */
export function keepProbe(draft: ProbeDraft): void {
  last = draft;
}

/** Forgets everything. */
export function forgetProbe(): void {
  last = empty;
}

/** What is sent to the core; `null` while something is missing. */
export function startOf({ target, source, scheme, secrets, capture, allowRemote }: ProbeDraft): StartProbe | null {
  const typed = secrets.filter((secret) => secret !== "");
  const known = source !== null || capture !== null;
  if (target.trim() === "" || (!known && (scheme === null || typed.length === 0))) return null;
  return {
    target: withScheme(target),
    source,
    scheme: source === null && scheme !== null ? { id: scheme } : null,
    secrets: source === null && typed.length > 0 ? typed : null,
    capture,
    body: null,
    content_type: null,
    allow_remote: allowRemote,
  };
}
