import { formatPlural } from "../components/format";
import { Frame } from "../components/Frame";
import type { Diagnosis } from "../core/generated/Diagnosis";
import styles from "./NoCause.module.css";

export type NoCauseProps = { diagnosis: Diagnosis };

/** No change that was tried gives the signature that came: what was tried, and what remains. */
export function NoCause({ diagnosis: { tried, finished, remains, hints } }: NoCauseProps) {
  const ended = finished ? "" : " before the time ran out";
  return (
    <Frame head={<h3 className="strong grow">{hints.length > 0 ? "No cause proved" : "No cause found"}</h3>}>
      <div className={styles.words}>
        <p>
          {tried === 0
            ? "There was no digest to compare."
            : `${formatPlural(tried, "digest")} compared${ended}: none of them is the signature that came.`}
        </p>
        {remains.length > 0 && (
          <ul className={styles.remains}>
            {remains.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        )}
      </div>
    </Frame>
  );
}
