import { type ReactNode, useState } from "react";
import type { Cause } from "../core/generated/Cause";
import type { Diagnosis } from "../core/generated/Diagnosis";
import { CauseFrame } from "./CauseFrame";
import styles from "./DiagnosisView.module.css";
import { Hints } from "./Hints";
import { NoCause } from "./NoCause";

export type DiagnosisViewProps = {
  diagnosis: Diagnosis;
  /** What can be changed here at a click for a cause. */
  mendOf: (cause: Cause) => ReactNode;
  /** What else can be tried; stands below what was found. */
  more?: ReactNode;
};

/** Why a request does not verify: proved causes, best first, and beside them what only stands out. */
export function DiagnosisView({ diagnosis, mendOf, more }: DiagnosisViewProps) {
  const { causes, hints, verification } = diagnosis;
  const [best, ...others] = causes;
  const [open, setOpen] = useState<number | null>(null);
  const frame = (cause: Cause) => ({ cause, verification, mends: mendOf(cause) });
  return (
    <section className={styles.diagnosis} aria-label="Diagnosis">
      {best ? <CauseFrame {...frame(best)} /> : isSearched(diagnosis) && <NoCause diagnosis={diagnosis} />}
      {hints.length > 0 && <Hints hints={hints} beside={causes.length > 0} />}
      {others.length > 0 && (
        <div className={styles.others}>
          <h3 className="label">These changes would make it match as well</h3>
          {others.map((cause, index) => (
            <CauseFrame key={index} {...frame(cause)} closed={open !== index} onToggle={() => setOpen(open === index ? null : index)} />
          ))}
        </div>
      )}
      {more}
    </section>
  );
}

/** Whether a digest was looked for: where it is right and only late, or absent, the hints say all. */
function isSearched({ verification, tried, hints }: Diagnosis): boolean {
  const right = verification.evidence?.comparisons.some(({ matches }) => matches) ?? false;
  return hints.length === 0 || (tried > 0 && !right);
}
