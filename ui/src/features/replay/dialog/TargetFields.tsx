import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { targetProblem } from "./draft";
import { TargetField } from "./TargetField";
import styles from "./TargetFields.module.css";

export type TargetFieldsProps = {
  targets: string[];
  recent: string[];
  /** Sending was tried: what is wrong is shown. */
  tried: boolean;
  onChange: (targets: string[]) => void;
  onEnter: () => void;
};

/** Where it goes; every target gets everything. */
export function TargetFields({ targets, recent, tried, onChange, onEnter }: TargetFieldsProps) {
  const put = (at: number, target: string) => onChange(targets.map((each, index) => (index === at ? target : each)));
  return (
    <div className={styles.targets}>
      {targets.map((target, index) => (
        <div key={index} className={styles.line}>
          <Field
            label={index === 0 ? "Send to" : `and to (${index + 1})`}
            hint={index === targets.length - 1 ? "Without a path, the capture's own path is kept." : undefined}
            error={tried ? targetProblem(target) : null}
          >
            <TargetField value={target} recent={recent} onChange={(next) => put(index, next)} onEnter={onEnter} />
          </Field>
          {index > 0 && <Button name={`Remove target ${index + 1}`} look="icon" icon="x" className={styles.remove} onClick={() => onChange(targets.filter((_, at) => at !== index))} />}
        </div>
      ))}
      {targets.length < 8 && <Button name="Another target" look="plain" small icon="plus" className={styles.more} onClick={() => onChange([...targets, ""])} />}
    </div>
  );
}
