import type { SentTest } from "../../core/generated/SentTest";

/** What came of a test delivery: `The test delivery arrived and was answered 200.` */
export function testWords({ attempt }: SentTest): string {
  if (attempt.failure !== null) return `The test delivery did not arrive. ${attempt.failure.message}`;
  return `The test delivery arrived and was answered ${attempt.status ?? "nothing"}.`;
}
