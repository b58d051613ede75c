import { CodeBlock } from "../../../components/CodeBlock";
import { CopyButton } from "../../../components/CopyButton";
import { LoadingRows } from "../../../components/LoadingRows";
import { Switch } from "../../../components/Switch";
import type { PlannedCall } from "../../../core/generated/PlannedCall";
import page from "../ProvidersPage.module.css";
import styles from "./RequestPreview.module.css";
import { requestText } from "./requestText";
import { usePreview } from "./usePreview";

export type RequestPreviewProps = { profile: string; call: PlannedCall };

/** The requests of a call exactly as they would go out, the key shown only when that is asked for. */
export function RequestPreview({ profile, call }: RequestPreviewProps) {
  const { requests, problem, shown, show, hasKey } = usePreview(profile, call);
  if (problem !== null) return <p className={styles.problem}>{problem}</p>;
  if (requests === undefined) return <LoadingRows rows={2} columns={1} />;
  return (
    <div className={styles.preview}>
      {requests.length > 1 && <p className="muted">Its log is asked first, so that what arrives is recognized.</p>}
      {requests.map((request) => (
        <CodeBlock key={`${request.method} ${request.url}`} text={requestText(request)} wrap copyable={false} />
      ))}
      <div className={page.line}>
        <span className="grow">{hasKey && <Switch name="Show key" on={shown} onChange={show} />}</span>
        <CopyButton name="Copy as cURL" withWord text={requests.map(({ curl }) => curl).join("\n")} />
      </div>
    </div>
  );
}
