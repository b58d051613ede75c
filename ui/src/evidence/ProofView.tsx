import { useState } from "react";
import { formatCount } from "../components/format";
import { Icon } from "../components/Icon";
import { MiddleCut } from "../components/MiddleCut";
import { Segmented } from "../components/Segmented";
import type { Proof } from "../core/generated/Proof";
import { isText } from "./proof";
import { ProofHex } from "./ProofHex";
import { ProofText } from "./ProofText";
import styles from "./ProofView.module.css";
import { sideWords } from "./proofWords";

export type ProofViewProps = {
  proof: Proof;
  /** The digest of what is checked here, where there is one. */
  held: string | null;
};

/** What was signed beside what is checked here, and the digest each leads to. */
export function ProofView({ proof, held }: ProofViewProps) {
  const { signed, checked, expected } = proof;
  const [view, setView] = useState<"text" | "hex">(isText(signed) && isText(checked) ? "text" : "hex");
  const words = sideWords(checked.part);
  // A secret's bytes are never told.
  const shown = signed.excerpt_b64 !== "" || checked.excerpt_b64 !== "";
  return (
    <div className={styles.proof} role="group" aria-label="Proof">
      {shown && (
        <div className={styles.bar}>
          <span className="grow">First difference at byte {formatCount(signed.differs_from)}</span>
          <Segmented label="Show as" segments={[{ value: "text", name: "Text" }, { value: "hex", name: "Hex" }]} value={view} onChange={setView} />
        </div>
      )}
      <div className={styles.heads}>
        <Head name={words.signed} length={shown ? signed.length : null} />
        <Head name={words.checked} length={shown ? checked.length : null} />
      </div>
      {shown ? view === "text" ? <ProofText signed={signed} checked={checked} /> : <ProofHex signed={signed} checked={checked} /> : null}
      <div className={styles.digests}>
        <Digest agrees text={expected} />
        <Digest agrees={false} text={held} />
      </div>
    </div>
  );
}

function Head({ name, length }: { name: string; length: number | null }) {
  return (
    <p className={styles.head}>
      <span className="cut strong" title={name}>{name}</span>
      {length !== null && <span className="count">{formatCount(length)} B</span>}
    </p>
  );
}

/** The digest that one side leads to, and whether it is the one that came. */
function Digest({ agrees, text }: { agrees: boolean; text: string | null }) {
  if (text === null) return <p className={styles.digest} />;
  return (
    <p className={agrees ? styles.right : styles.wrong}>
      <Icon name={agrees ? "check" : "x"} size={12} label={agrees ? "the signature that came" : "another signature"} />
      <MiddleCut text={text} />
    </p>
  );
}
