// What a cause is called, and what belongs to it. Pure.
import type { Cause } from "../core/generated/Cause";
import type { Verification } from "../core/generated/Verification";

/** Mistakes in the secret as it was pasted or chosen: code does not mend them. */
const OF_THE_SECRET = [
  "secret.other_endpoint",
  "secret.test_vs_live",
  "secret.trailing_newline",
  "secret.surrounding_space",
  "secret.quoted",
  "secret.invisible_character",
];

/** `body.json_compact`, or both codes of two steps. */
export function codeOf({ code, steps }: Cause): string {
  return steps.length > 1 ? steps.map((step) => step.code).join(" + ") : code;
}

/** Whether the handler's code has a part in it. */
export function handlerHelps({ steps }: Cause): boolean {
  return !steps.every(({ code }) => OF_THE_SECRET.includes(code));
}

/** The scheme whose code mends it. */
export function schemeFor({ mend }: Cause, { evidence }: Verification): string | null {
  return mend?.kind === "scheme" ? mend.id : (evidence?.scheme ?? null);
}

/** The digest as it is now, of the cause's own secret where it was compared. */
export function heldDigest({ evidence }: Verification, { secret }: Cause): string | null {
  const comparisons = evidence?.comparisons ?? [];
  const own = comparisons.find((comparison) => comparison.secret.name === secret?.name);
  return (own ?? comparisons[0])?.expected ?? null;
}
