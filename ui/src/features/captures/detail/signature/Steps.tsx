import { classes } from "../../../../components/classes";
import { Icon } from "../../../../components/Icon";
import type { IconName } from "../../../../components/icons";
import type { Evidence } from "../../../../core/generated/Evidence";
import type { FoundSignature } from "../../../../core/generated/FoundSignature";
import type { Verification } from "../../../../core/generated/Verification";
import { Digests } from "./Digests";
import { Freshness } from "./Freshness";
import { SignedBytes } from "./SignedBytes";
import styles from "./Steps.module.css";
import { type Outcome, type Step, stepsOf } from "./steps";

const icons: Record<Outcome, IconName> = { good: "check", bad: "x", absent: "unsigned", none: "minus" };

export type StepsProps = {
  /** Whose check it is. */
  capture: string;
  verification: Verification;
};

/** The check step by step; only the failing one is coloured. */
export function Steps({ capture, verification }: StepsProps) {
  const { evidence } = verification;
  const steps = stepsOf(verification);
  if (evidence === null || steps.length === 0) return null;
  return (
    <ol className={styles.steps} aria-label="Steps of the check">
      {steps.map((step) => (
        <li key={step.kind} className={styles.step}>
          <span className={classes(styles.mark, styles[step.outcome])}>
            <Icon name={icons[step.outcome]} size={14} />
          </span>
          <span className={classes(styles.name, styles[step.outcome])}>{step.name}</span>
          <div className={styles.saw}>
            <Saw capture={capture} step={step} evidence={evidence} />
          </div>
        </li>
      ))}
    </ol>
  );
}

type SawProps = { capture: string; step: Step; evidence: Evidence };

/** What a step saw. */
function Saw({ capture, step, evidence }: SawProps) {
  if (step.kind === "fresh") return evidence.timestamp ? <Freshness check={evidence.timestamp} /> : (evidence.detail ?? "It is not in the request.");
  if (step.kind === "signed") return evidence.signed ? <SignedBytes capture={capture} signed={evidence.signed} /> : evidence.detail;
  if (step.kind === "digest") return <Digests comparisons={evidence.comparisons} />;
  return evidence.signature === null ? (evidence.detail ?? "The header is not there.") : <Found evidence={evidence} signature={evidence.signature} />;
}

type FoundProps = { evidence: Evidence; signature: FoundSignature };

function Found({ evidence, signature: { place, text } }: FoundProps) {
  const unread = evidence.parts.filter((part) => !part.used).map((part) => part.name || part.value);
  return (
    <>
      <span className={classes("cut data", styles.text)} title={text}>
        {place.replace(/^header /, "")}: {text === "" ? "(empty)" : text}
      </span>
      {unread.length > 0 && <span className="faint">Not read: {unread.join(", ")}</span>}
    </>
  );
}
