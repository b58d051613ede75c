import { Icon } from "../../../components/Icon";
import { classes } from "../../../components/classes";
import { type Weight, weightWords } from "./findingWords";
import styles from "./Probe.module.css";

export type WeightMarkProps = { weight: Weight; count?: number };

/** How much a finding weighs: shape, colour and word together. */
export function WeightMark({ weight, count }: WeightMarkProps) {
  const { word, icon } = weightWords[weight];
  return (
    <span className={classes(styles.weight, styles[weight])}>
      <Icon name={icon} size={14} />
      {count === undefined ? word : `${count} ${word.toLowerCase()}`}
    </span>
  );
}
