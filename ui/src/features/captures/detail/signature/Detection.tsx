import type { ReactNode } from "react";
import { FailedState } from "../../../../components/FailedState";
import { LoadingRows } from "../../../../components/LoadingRows";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useCommand } from "../../../../core/queries";
import { useIntents } from "../../../../shell/intents";
import styles from "./Detection.module.css";
import { LooksLike } from "./LooksLike";
import { NoLikeness } from "./NoLikeness";
import { presetFor } from "./presets";

export type DetectionProps = {
  detail: CaptureDetail;
  source: SourceOverview | null;
  /** What stands below; it waits until it is known what the request looks like. */
  children: ReactNode;
};

/** Who a request looks like, for a source that has no scheme yet. */
export function Detection({ detail, source, children }: DetectionProps) {
  const { editSource } = useIntents();
  const { data, error, refetch } = useCommand("captures.detect", { id: detail.capture.id });
  const use = (scheme: string) => editSource(source?.source.name ?? null, presetFor(detail, { scheme }));
  if (!data && !error) return <LoadingRows rows={3} columns={2} />;
  return (
    <>
      <div className={styles.detection}>
        {error && <FailedState title="Cannot tell who sent this" message={error.message} onRetry={() => void refetch()} />}
        {data && (data.length > 0 ? <LooksLike detected={data} source={source?.source.name ?? null} onUse={use} /> : <NoLikeness source={source?.source.name ?? null} onUse={use} />)}
      </div>
      {children}
    </>
  );
}
