import { useEffect } from "react";
import { useCapturesSearch } from "../../shell/search";
import { useSettled } from "../../components/useSettled";
import { VerdictMark } from "../../components/VerdictMark";
import { useChange } from "../../core/queries";
import { isWebUrl, type SourceDraft, typedSecrets } from "./draft";
import styles from "./SourceDialog.module.css";
import { reasonWords } from "./tryWords";

const SETTLED_MS = 200;

export type TrySignatureProps = { draft: SourceDraft };

/** What the open capture's verdict would be with what is typed here, before anything is saved. */
export function TrySignature({ draft }: TrySignatureProps) {
  const [{ capture }] = useCapturesSearch();
  // A change, not a query: typed secrets must not stay in a cache.
  const { mutate, data, error } = useChange("signature.try");
  const { scheme, tolerance, publicUrl } = draft;
  const asked = useSettled(JSON.stringify({ capture, scheme, secrets: typedSecrets(draft), tolerance, publicUrl }), SETTLED_MS);
  useEffect(() => {
    const { capture, scheme, secrets, tolerance, publicUrl } = JSON.parse(asked) as Asked;
    if (capture === undefined || scheme === null) return;
    const seconds = /^\d+$/.test(tolerance) ? Number(tolerance) : null;
    mutate({ capture, scheme, secrets, tolerance_seconds: seconds, public_url: isWebUrl(publicUrl) ? publicUrl : null });
  }, [asked, mutate]);
  if (capture === undefined) return null;
  return (
    <div className={styles.try} role="status">
      <span className="label">On the open capture</span>
      {data && !error && <VerdictMark verdict={data.verdict} />}
      <span className="muted grow">{error?.message ?? data?.evidence?.detail ?? (data?.reason ? reasonWords[data.reason] : matched(data?.evidence?.matched_secret?.name))}</span>
    </div>
  );
}

type Asked = { capture?: string; scheme: string | null; secrets: string[]; tolerance: string; publicUrl: string };

function matched(secret: string | undefined): string {
  return secret === undefined ? "" : `Matches with ${secret}.`;
}
