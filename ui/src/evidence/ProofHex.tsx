import { classes } from "../components/classes";
import type { ProofBytes } from "../core/generated/ProofBytes";
import { hexLines } from "./proof";
import styles from "./ProofView.module.css";

export type ProofHexProps = { signed: ProofBytes; checked: ProofBytes };

/** Both sides as bytes with their places. */
export function ProofHex({ signed, checked }: ProofHexProps) {
  return (
    <div className={classes(styles.sheet, styles.hex, "data selectable")} tabIndex={0} role="group" aria-label="Both as hex">
      <Side bytes={signed} side="signed" />
      <Side bytes={checked} side="checked" />
    </div>
  );
}

function Side({ bytes, side }: { bytes: ProofBytes; side: "signed" | "checked" }) {
  return (
    <div className={styles.column}>
      {hexLines(bytes).map((line) => (
        <div key={line.offset} className={styles.hexLine}>
          <span className={styles.place}>{line.offset.toString(16).padStart(4, "0")}</span>
          <span>
            {line.bytes.map(({ hex, differs }, index) => (
              <span key={index} className={classes(styles.byte, differs && styles.only, differs && styles[side])}>
                {hex}
              </span>
            ))}
          </span>
        </div>
      ))}
    </div>
  );
}
