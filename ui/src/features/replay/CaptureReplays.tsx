import { EmptyState } from "../../components/EmptyState";

export type CaptureReplaysProps = { capture: string };

/** The attempts made with one capture, newest first. */
export function CaptureReplays({ capture }: CaptureReplaysProps) {
  return <EmptyState title={`${capture} was not sent anywhere yet`} />;
}
