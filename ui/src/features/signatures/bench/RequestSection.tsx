import { useState } from "react";
import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { Segmented } from "../../../components/Segmented";
import { CapturePicker } from "../CapturePicker";
import { useSignaturesSearch } from "../../../shell/signatures";
import styles from "./Bench.module.css";
import { hasRequest } from "./draft";
import { PasteRequest } from "./PasteRequest";
import { RequestFields } from "./RequestFields";
import type { Bench } from "./useBench";
import { useReadRequest } from "./useReadRequest";

export type RequestSectionProps = {
  bench: Bench;
  /** Why a capture's request could not be taken over. */
  taking: string | null;
};

type How = "paste" | "fields";

const ways: { value: How; name: string }[] = [
  { value: "paste", name: "Paste" },
  { value: "fields", name: "Fields" },
];

/** The request: pasted whole, field by field, or a capture's. */
export function RequestSection({ bench, taking }: RequestSectionProps) {
  const [how, setHow] = useState<How>(hasRequest(bench.draft) ? "fields" : "paste");
  // Here, so that it is read to its end when the fields are shown at once.
  const read = useReadRequest(bench);
  const [, change] = useSignaturesSearch();
  const take = (capture: string) => {
    setHow("fields");
    change({ capture }, "replace");
  };
  return (
    <section className={styles.section} aria-labelledby="bench-request">
      <div className={styles.head}>
        <h2 id="bench-request" className={styles.heading}>
          Request
        </h2>
        <Segmented label="How the request is given" segments={ways} value={how} onChange={setHow} />
        <span className="grow" />
        {hasRequest(bench.draft) && <Button name="Clear the bench" look="icon" icon="x" small onClick={bench.clear} />}
        <CapturePicker name="Take a capture" onChoose={take} />
      </div>
      {taking !== null && (
        <p className={styles.wrong} role="alert">
          <Icon name="warn" size={14} />
          {taking}
        </p>
      )}
      {how === "paste" ? <PasteRequest bench={bench} read={read} onFields={() => setHow("fields")} /> : <RequestFields bench={bench} />}
    </section>
  );
}
