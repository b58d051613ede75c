import { shortPlace } from "../../../components/schemeWords";
import type { Example } from "../../../core/generated/Example";
import { useCommand } from "../../../core/queries";
import { checkOf } from "./example";
import { Pieces } from "./Pieces";
import { messagePieces, signaturePieces } from "./pieces";
import styles from "./SchemePage.module.css";

export type DrawnProps = { id: string; example: Example };

/** The signature as it is cut and the bytes that it covers, as a picture of the example. */
export function Drawn({ id, example }: DrawnProps) {
  const evidence = useCommand("signature.verify", checkOf(id, example)).data?.evidence;
  if (!evidence) return null;
  const { signature, signed } = evidence;
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>At a glance</h3>
      {signature && <Pieces name={shortPlace(signature.place)} pieces={signaturePieces(evidence)} />}
      {signed && signed.segments.length > 0 && <Pieces name="Signed bytes" pieces={messagePieces(signed, example.body)} />}
    </section>
  );
}
