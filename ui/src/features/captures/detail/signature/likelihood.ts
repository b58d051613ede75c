/** How likely a scheme is, as people say it; `score` is from 0 to 100. */
export function likelihood(score: number): string {
  if (score >= 85) return "very likely";
  if (score >= 60) return "likely";
  return "possible";
}
