import type { ReactNode } from "react";
import { Bar } from "../../components/Bar";
import { EmptyState } from "../../components/EmptyState";
import { formatPlural } from "../../components/format";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";

export type CapturesPageProps = {
  /** Shown while nothing has arrived yet. */
  firstStart: ReactNode;
  /** The Replays tab of a capture. */
  replaysOf: (capture: string) => ReactNode;
};

/** The list of captures and the open one. */
export function CapturesPage({ firstStart }: CapturesPageProps) {
  const total = useCommand("captures.counts", nothing).data?.total;
  return (
    <>
      <Bar title="Captures" />
      {total === 0 ? firstStart : <EmptyState title={total === undefined ? "" : formatPlural(total, "capture")} />}
    </>
  );
}
