import { memo } from "react";
import { formatAge, formatDateTime } from "./format";

export type AgeProps = {
  /** RFC 3339. */
  at: string;
  /** The clock in milliseconds, from `useNow` of the list, so that thousands of rows share one timer. */
  now: number;
};

/** How long ago, with the exact time on hover. */
export const Age = memo(function Age({ at, now }: AgeProps) {
  return (
    <time dateTime={at} title={formatDateTime(at)}>
      {formatAge(at, now)}
    </time>
  );
});
