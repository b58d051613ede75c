import { Kbd } from "../../../components/Kbd";
import { Strip } from "../../../components/Strip";
import styles from "./DeliveryList.module.css";

export type DeliveryFootProps = {
  /** Keys and what they do here. */
  hints: [string[], string][];
};

/** The keys that are used most. */
export function DeliveryFoot({ hints }: DeliveryFootProps) {
  return (
    <Strip at="foot">
      {hints.map(([keys, name]) => (
        <span key={name} className={styles.hint}>
          {keys.map((key) => (
            <Kbd key={key} keys={key} />
          ))}
          {name}
        </span>
      ))}
    </Strip>
  );
}
