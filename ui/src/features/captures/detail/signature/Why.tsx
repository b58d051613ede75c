import { type ReactNode, useState } from "react";
import { FailedState } from "../../../../components/FailedState";
import { Switch } from "../../../../components/Switch";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useCommand } from "../../../../core/queries";
import { DiagnosisView } from "../../../../evidence/DiagnosisView";
import { CheckAgain } from "./CheckAgain";
import { Looking } from "./Looking";
import { Mending } from "./Mending";
import { NowVerified } from "./NowVerified";
import styles from "./Why.module.css";

export type WhyProps = {
  detail: CaptureDetail;
  source: SourceOverview;
  /** What stands below; it waits until the reason is known, so that nothing jumps. */
  children: ReactNode;
};

/** Why a capture does not verify, with its source as it is set now. */
export function Why({ detail, source, children }: WhyProps) {
  const { id } = detail.capture;
  const [all, setAll] = useState(false);
  const { data, error, refetch, isPlaceholderData } = useCommand("captures.diagnose", { id, all_secrets: all }, { keepPrevious: true });
  if (error) {
    return (
      <>
        <FailedState title="Cannot look for the reason" message={error.message} onRetry={() => void refetch()} />
        {children}
      </>
    );
  }
  if (!data) return <Looking />;
  const more = (
    <div className={styles.more}>
      <Switch
        name={isPlaceholderData ? "Trying every stored secret" : "Also try every stored secret"}
        on={all}
        onChange={setAll}
        hint="Those of every source. A match names the source and the secret's hint, never the secret."
      />
      <CheckAgain capture={id} source={source} look="plain" />
    </div>
  );
  return (
    <>
      <div className={styles.why}>
        {data.verification.verdict === "verified" ? (
          <NowVerified capture={id} source={source} />
        ) : (
          <DiagnosisView
            diagnosis={data}
            mendOf={(cause) => cause.mend && <Mending mend={cause.mend} source={source} best={cause === data.causes[0]} />}
            more={more}
          />
        )}
      </div>
      {children}
    </>
  );
}
