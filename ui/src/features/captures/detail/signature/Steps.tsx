import type { ReactNode } from "react";
import { classes } from "../../../../components/classes";
import { Icon } from "../../../../components/Icon";
import type { Evidence } from "../../../../core/generated/Evidence";
import type { Verification } from "../../../../core/generated/Verification";
import { Digests } from "./Digests";
import { Freshness } from "./Freshness";
import { SignedBytes } from "./SignedBytes";
import styles from "./Steps.module.css";
import { type Step, stepsOf } from "./steps";

export type StepsProps = { verification: Verification };

/** The check step by step; only the failing one is coloured. */
export function Steps({ verification }: StepsProps) {
  const { evidence } = verification;
  const steps = stepsOf(verification);
  if (evidence === null || steps.length === 0) return null;
  return (
    <ol className={styles.steps} aria-label="Steps of the check">
      {steps.map((step) => (
        <li key={step.kind} className={styles.step}>
          <span className={classes(styles.mark, step.outcome === "bad" && styles.bad)}>
            <Icon name={step.outcome === "bad" ? "x" : step.outcome === "good" ? "check" : "minus"} size={14} />
          </span>
          <span className={classes(styles.name, step.outcome === "bad" && styles.bad)}>{step.name}</span>
          <div className={styles.saw}>{drawn(step, evidence)}</div>
        </li>
      ))}
    </ol>
  );
}

function drawn(step: Step, evidence: Evidence): ReactNode {
  if (step.kind === "fresh") return evidence.timestamp ? <Freshness check={evidence.timestamp} /> : (evidence.detail ?? "It is not in the request.");
  if (step.kind === "signed") return evidence.signed ? <SignedBytes signed={evidence.signed} /> : evidence.detail;
  if (step.kind === "digest") return <Digests comparisons={evidence.comparisons} />;
  if (evidence.signature === null) return evidence.detail ?? "The header is not there.";
  const { place, text } = evidence.signature;
  return (
    <>
      <span className="faint">{place}</span>
      <span className="data selectable" title={text}>{text === "" ? "(empty)" : text}</span>
      {evidence.parts.some((part) => !part.used) && (
        <span className="faint">Not read: {evidence.parts.filter((part) => !part.used).map((part) => part.name || part.value).join(", ")}</span>
      )}
    </>
  );
}
