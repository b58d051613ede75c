// Schemes that send the secret itself: nothing is signed, so nothing is said of the bytes.
import type { Evidence } from "../core/generated/Evidence";

/** Whether a secret was compared with the one that came; a public key's check has signed bytes. */
export function isToken({ comparisons, signed }: Evidence): boolean {
  return signed === null && comparisons.length > 0 && comparisons.every(({ expected }) => expected === null);
}
