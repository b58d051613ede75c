import { type FormEvent, useId, useState } from "react";
import { Button } from "../../../components/Button";
import { classes } from "../../../components/classes";
import { TextField } from "../../../components/TextField";
import styles from "./ById.module.css";

export type RunFieldProps = {
  /** Who lists by run. */
  provider: string;
  /** The one that is listed now. */
  run: string | undefined;
  onList: (run: string) => void;
};

/** Whose deliveries are listed, for providers that list them run by run. */
export function RunField({ provider, run, onList }: RunFieldProps) {
  const [typed, setTyped] = useState(run ?? "");
  const id = useId();
  const list = (event: FormEvent) => {
    event.preventDefault();
    onList(typed.trim());
  };
  return (
    <form className={classes(styles.form, styles.above)} onSubmit={list}>
      <label className={styles.label} htmlFor={id}>
        Deliveries of {provider} run
      </label>
      <span className={styles.id}>
        <TextField id={id} mono placeholder="Id of a run" value={typed} onChange={setTyped} after={run !== undefined && <Button name="List no run" look="icon" icon="x" small onClick={() => onList("")} />} />
      </span>
      <Button type="submit" name="List" disabled={typed.trim() === "" || typed.trim() === run} />
    </form>
  );
}
