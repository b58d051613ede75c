import { classes } from "../../../components/classes";
import { formatPlural } from "../../../components/format";
import type { ProbeReport } from "../../../core/generated/ProbeReport";
import { countsOf, inOrder, weightOf } from "./findingWords";
import styles from "./Probe.module.css";
import { WeightMark } from "./WeightMark";

export type FindingsProps = {
  report: ProbeReport;
  /** The check that is open, by name. */
  open: string | null;
  onOpen: (check: string | null) => void;
};

/** What the probe found, the worst first; the open finding says how to mend it. */
export function Findings({ report, open, onOpen }: FindingsProps) {
  return (
    <div className={styles.report}>
      <header className={styles.sum}>
        <h2>{report.headline}</h2>
        <p className={styles.counts}>
          {countsOf(report.findings).map(({ weight, count }) => (
            <WeightMark key={weight} weight={weight} count={count} />
          ))}
        </p>
        {!report.finished && <p className="muted">The probe was ended early: what was not asked is marked as skipped.</p>}
      </header>
      <ol className={styles.findings}>
        {inOrder(report.findings).map((finding) => (
          <li key={finding.check} className={classes(finding.check === open && styles.open)}>
            <button type="button" className={styles.finding} aria-expanded={finding.check === open} onClick={() => onOpen(finding.check === open ? null : finding.check)}>
              <WeightMark weight={weightOf(finding)} />
              <span className={styles.title}>{finding.title}</span>
              <span className="count">{finding.sent > 0 && formatPlural(finding.sent, "request")}</span>
            </button>
            {finding.check === open ? (
              <div className={classes(styles.about, "selectable")}>
                {finding.detail !== "" && <p>{finding.detail}</p>}
                {finding.fix !== "" && <p className={styles.fix}>{finding.fix}</p>}
                <p className="data faint">{finding.check}</p>
              </div>
            ) : (
              finding.result === "fail" && <p className={classes(styles.about, "cut")}>{finding.detail}</p>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}
