import { Frame } from "../../../../components/Frame";
import { VerdictMark } from "../../../../components/VerdictMark";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { CheckAgain } from "./CheckAgain";
import styles from "./NowVerified.module.css";

export type NowVerifiedProps = { capture: string; source: SourceOverview };

/** The source was changed since the capture was checked, and that was the remedy. */
export function NowVerified({ capture, source }: NowVerifiedProps) {
  return (
    <Frame>
      <div className={styles.words}>
        <p className={styles.sentence}>
          <VerdictMark verdict="verified" look="badge" />
          <span>With {source.source.name} as it is set now. The verdict above is from before.</span>
        </p>
        <CheckAgain capture={capture} source={source} look="primary" />
      </div>
    </Frame>
  );
}
