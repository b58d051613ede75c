import { FailedState } from "../../../../components/FailedState";
import { Switch } from "../../../../components/Switch";
import { VerdictMark } from "../../../../components/VerdictMark";
import type { Diagnosis } from "../../../../core/generated/Diagnosis";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { DiagnosisView } from "../../../../evidence/DiagnosisView";
import { Looking } from "./Looking";
import { Mending } from "./Mending";
import type { Findings, Looked } from "./useFindings";
import styles from "./Why.module.css";

export type WhyProps = { findings: Findings; why: Looked<Diagnosis>; source: SourceOverview };

/** Why a capture does not verify, with its source as it is set now. */
export function Why({ findings, why: { data, error, again }, source }: WhyProps) {
  const { everySecret, setEverySecret, searching, mended } = findings;
  if (error) return <FailedState title="Cannot look for the reason" message={error.message} onRetry={again} />;
  if (!data) return <Looking />;
  if (mended) {
    return (
      <p className={styles.mended} role="status">
        <VerdictMark verdict="verified" look="badge" />
        <span>With {source.source.name} as it is set now. The verdict above is from before.</span>
      </p>
    );
  }
  const more = (
    <Switch
      name={searching ? "Trying every stored secret" : "Also try every stored secret"}
      on={everySecret}
      onChange={setEverySecret}
      hint="Those of every source. A match names the source and the secret's hint, never the secret."
    />
  );
  return (
    <DiagnosisView
      diagnosis={data}
      mendOf={(cause) => cause.mend && <Mending mend={cause.mend} source={source} best={cause === data.causes[0]} />}
      more={more}
    />
  );
}
