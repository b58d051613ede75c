import { Banner } from "../components/Banner";
import { Button } from "../components/Button";
import { nothing } from "../core/client";
import { useChange, useCommand, useLink } from "../core/queries";
import type { ReceiverStatus } from "../core/generated/ReceiverStatus";

/** What concerns the whole window: a lost link, a full disk, a receiver that cannot listen. */
export function Bars() {
  const link = useLink();
  const status = useCommand("receiver.status", nothing).data;
  return (
    <>
      {link === "lost" && (
        <Banner tone="warn">Connection lost. Trying again; what is shown may be old, and nothing that arrived is lost.</Banner>
      )}
      {status?.disk_full && (
        <Banner tone="bad">The disk is full: senders get 507 until there is room. Nothing that was answered is lost.</Banner>
      )}
      {status?.problem && <ReceiverProblem problem={status.problem} nextFreePort={status.next_free_port} />}
    </>
  );
}

type ReceiverProblemProps = { problem: string; nextFreePort: ReceiverStatus["next_free_port"] };

function ReceiverProblem({ problem, nextFreePort }: ReceiverProblemProps) {
  const listen = useChange("receiver.listen_on");
  const action = nextFreePort !== null && (
    <Button name={`Listen on ${nextFreePort}`} small onClick={() => listen.mutate({ port: nextFreePort })} />
  );
  return (
    <Banner tone="bad" action={action}>
      {listen.error?.message ?? problem}
    </Banner>
  );
}
