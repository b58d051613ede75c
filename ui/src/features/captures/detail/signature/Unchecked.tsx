import { FailedState } from "../../../../components/FailedState";
import { LoadingRows } from "../../../../components/LoadingRows";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { Detected } from "../../../../core/generated/Detected";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useIntents } from "../../../../shell/intents";
import { uncheckedSentence } from "../words";
import { KeyElsewhere } from "./KeyElsewhere";
import { LooksLike } from "./LooksLike";
import { NoLikeness } from "./NoLikeness";
import { presetFor } from "./presets";
import styles from "./Unchecked.module.css";
import type { Looked } from "./useFindings";

export type UncheckedProps = {
  detail: CaptureDetail;
  source: SourceOverview | null;
  /** Who the request looks like, where its source does not say. */
  who: Looked<Detected[]> | null;
};

/** Why nothing was checked, and the step that changes it. */
export function Unchecked({ detail, source, who }: UncheckedProps) {
  const keyUrl = detail.verification.evidence?.key_url ?? null;
  return (
    <div className={styles.unchecked}>
      {keyUrl && source ? (
        <KeyElsewhere capture={detail.capture.id} keyUrl={keyUrl} source={source} />
      ) : (
        <p>{uncheckedSentence(source?.source ?? null)}</p>
      )}
      {who && <Who detail={detail} source={source?.source.name ?? null} who={who} />}
    </div>
  );
}

type WhoProps = { detail: CaptureDetail; source: string | null; who: Looked<Detected[]> };

function Who({ detail, source, who: { data, error, again } }: WhoProps) {
  const { editSource } = useIntents();
  const use = (scheme: string) => editSource(source, presetFor(detail, { scheme }));
  if (error) return <FailedState title="Cannot tell who sent this" message={error.message} onRetry={again} />;
  if (!data) return <LoadingRows rows={3} columns={2} />;
  return data.length > 0 ? <LooksLike detected={data} source={source} onUse={use} /> : <NoLikeness source={source} onUse={use} />;
}
