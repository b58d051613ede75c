import type { ReactNode } from "react";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { uncheckedSentence } from "../words";
import { CheckAgain } from "./CheckAgain";
import { Detection } from "./Detection";
import { KeyElsewhere } from "./KeyElsewhere";
import styles from "./Unchecked.module.css";

export type UncheckedProps = {
  detail: CaptureDetail;
  source: SourceOverview | null;
  /** What stands below; it waits until it is known what the request looks like. */
  children: ReactNode;
};

/** Why nothing was checked, and the step that changes it. */
export function Unchecked({ detail, source, children }: UncheckedProps) {
  const { capture, verification } = detail;
  const keyUrl = verification.evidence?.key_url ?? null;
  if (source !== null && source.source.scheme !== null) {
    return (
      <>
        <div className={styles.unchecked}>
          {keyUrl ? <KeyElsewhere capture={capture.id} keyUrl={keyUrl} source={source} /> : <p>{uncheckedSentence(source.source)}</p>}
          <CheckAgain capture={capture.id} source={source} look={keyUrl ? "plain" : "primary"} />
        </div>
        {children}
      </>
    );
  }
  return (
    <>
      <div className={styles.unchecked}>
        <p>{uncheckedSentence(source?.source ?? null)}</p>
      </div>
      <Detection detail={detail} source={source}>
        {children}
      </Detection>
    </>
  );
}
