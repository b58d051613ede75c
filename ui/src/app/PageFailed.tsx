import type { ErrorComponentProps } from "@tanstack/react-router";
import { FailedState } from "../components/FailedState";

/** What stands where a page broke; the rest of the window goes on. */
export function PageFailed({ error, reset }: ErrorComponentProps) {
  const message = `Captures go on being received and kept. The page said: ${error instanceof Error ? error.message : String(error)}`;
  return <FailedState title="This page broke" message={message} onRetry={reset} />;
}
