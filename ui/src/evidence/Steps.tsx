import type { ReactNode } from "react";
import { classes } from "../components/classes";
import { Icon } from "../components/Icon";
import type { IconName } from "../components/icons";
import type { Evidence } from "../core/generated/Evidence";
import type { Verification } from "../core/generated/Verification";
import { Claims } from "./Claims";
import { Digests } from "./Digests";
import { Freshness } from "./Freshness";
import { Parts } from "./Parts";
import { type DrawBody, SignedBytes } from "./SignedBytes";
import styles from "./Steps.module.css";
import { isBare, type Outcome, type Step, stepsOf } from "./steps";
import { isToken } from "./token";
import { verdictSentence } from "./verdictWords";

const icons: Record<Outcome, IconName> = { good: "check", bad: "x", absent: "unsigned", unchecked: "unchecked", none: "minus" };

export type StepsProps = {
  verification: Verification;
  /** The body's own bytes, which evidence points to and does not hold. */
  drawBody: DrawBody;
};

/** The check step by step, in the order a person reasons; only what failed is coloured. */
export function Steps({ verification, drawBody }: StepsProps) {
  const { evidence } = verification;
  if (evidence === null) return null;
  const steps = stepsOf(verification);
  const said = steps.some(({ kind }) => isBare(kind, evidence));
  return (
    <ol className={styles.steps} aria-label="Steps of the check">
      {steps.map((step) => (
        <li key={step.kind} className={styles.step}>
          <span className={classes(styles.mark, styles[step.outcome])}>
            <Icon name={iconOf(step)} size={14} />
          </span>
          <span className={classes(styles.name, styles[step.outcome])}>{step.name}</span>
          <div className={classes(styles.saw, step.kind === "verdict" && styles.verdict)}>
            {step.kind === "verdict" ? <Verdict verification={verification} detail={said ? null : evidence.detail} /> : saw(step.kind, evidence, drawBody)}
          </div>
        </li>
      ))}
    </ol>
  );
}

function iconOf({ kind, outcome }: Step): IconName {
  if (kind === "verdict" && outcome === "good") return "verified";
  return kind === "verdict" && outcome === "bad" ? "rejected" : icons[outcome];
}

/** What a step saw. */
function saw(kind: Step["kind"], evidence: Evidence, drawBody: DrawBody): ReactNode {
  const { signature, timestamp, signed } = evidence;
  if (isBare(kind, evidence)) return evidence.detail ?? "It is not in the request.";
  if (kind === "found") return signature && <Found {...signature} />;
  if (kind === "parsed") return <Parts parts={evidence.parts} />;
  if (kind === "fresh") return timestamp && <Freshness check={timestamp} />;
  if (kind === "signed") return signed && <SignedBytes signed={signed} drawBody={drawBody} />;
  if (kind === "claims") return <Claims claims={evidence.claims} />;
  return <Digests comparisons={evidence.comparisons} token={isToken(evidence)} />;
}

function Found({ place, text }: NonNullable<Evidence["signature"]>) {
  return (
    <span className={classes("cut data", styles.text)} title={text}>
      {place.replace(/^header /, "")}: {text === "" ? "(empty)" : text}
    </span>
  );
}

/** The verdict in words, and what no step above has said. */
function Verdict({ verification, detail }: { verification: Verification; detail: string | null }) {
  const { verdict, reason, evidence } = verification;
  return (
    <>
      <span>{verdictSentence(verification)}</span>
      {reason !== null && detail !== null && <span>{detail}</span>}
      {verdict === "verified" && evidence?.matched_secret && <span>Matched by {evidence.matched_secret.name}.</span>}
    </>
  );
}
