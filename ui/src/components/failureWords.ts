// Why no answer came, in a word or two, where a status would stand.

/** The kinds of ends without an answer. */
export type Failure = "unknown_host" | "refused" | "timeout" | "tls" | "closed" | "bad_answer" | "cancelled" | "forbidden" | "other";

/** Each kind as columns show it. */
export const failureWords: Record<Failure, string> = {
  unknown_host: "unknown host",
  refused: "refused",
  timeout: "no answer",
  tls: "TLS failed",
  closed: "closed",
  bad_answer: "bad answer",
  cancelled: "cancelled",
  forbidden: "forbidden",
  other: "failed",
};
