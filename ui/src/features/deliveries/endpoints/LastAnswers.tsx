import { classes } from "../../../components/classes";
import { stateWord } from "../words";
import { isGood, type LastAnswer } from "./health";
import styles from "./LastAnswers.module.css";

export type LastAnswersProps = {
  /** Newest first. */
  answers: LastAnswer[];
};

/** The last deliveries as small marks, the newest at the right: tall where it was delivered, low where it was not. */
export function LastAnswers({ answers }: LastAnswersProps) {
  const tried = answers.filter(({ attempts }) => attempts > 0);
  if (tried.length === 0) return <span className="faint">none yet</span>;
  const good = tried.filter(isGood).length;
  return (
    <span className={styles.answers} role="img" aria-label={`${good} of the last ${tried.length} delivered`}>
      {tried.toReversed().map((answer) => (
        <span key={answer.id} className={classes(styles.answer, isGood(answer) ? styles.good : styles.bad)} title={`${answer.event_type || "no event type"}: ${stateWord(answer.state)}, ${answer.last_status ?? "no answer"}`} />
      ))}
    </span>
  );
}
