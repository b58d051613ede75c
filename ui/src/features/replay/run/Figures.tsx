import { ChangeMark } from "../../../components/ChangeMark";
import styles from "./Figures.module.css";
import type { Figure } from "./figuresOf";

export type FiguresProps = { figures: Figure[] };

/** Large readings side by side. */
export function Figures({ figures }: FiguresProps) {
  return (
    <dl className={styles.figures}>
      {figures.map(({ name, value, unit, change }) => (
        <div key={name}>
          <dt>{change ? <ChangeMark change={change} /> : name}</dt>
          <dd>
            {value}
            {unit && <small>{unit}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
