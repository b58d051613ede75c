import { useState } from "react";
import { EmptyState } from "../../../components/EmptyState";
import { Switch } from "../../../components/Switch";
import { DiagnosisView } from "../../../evidence/DiagnosisView";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { BenchMend } from "./BenchMend";
import { verifyOf } from "./draft";
import { LiveResult } from "./LiveResult";
import { Missing } from "./Missing";
import type { Bench } from "./useBench";

export type DiagnoseTabProps = { bench: Bench };

/** Why the signature does not match, with proof. */
export function DiagnoseTab({ bench }: DiagnoseTabProps) {
  const { draft } = bench;
  const [everySecret, setEverySecret] = useState(false);
  const asked = verifyOf(draft);
  const live = useLive("signature.diagnose", asked && { ...asked, all_secrets: everySecret, urls: [] });
  const more = <Switch name="Try every stored secret, too" on={everySecret} onChange={setEverySecret} hint="Those of all sources. They are named, never shown." />;
  return (
    <LiveResult live={live} failed="This cannot be diagnosed" missing={asked === null ? <Missing draft={draft} what="The diagnosis" /> : null}>
      {(diagnosis) =>
        diagnosis.verification.verdict === "verified" ? (
          <EmptyState title="It verifies">There is nothing to explain.</EmptyState>
        ) : (
          <div className={styles.block}>
            <DiagnosisView diagnosis={diagnosis} mendOf={(cause) => <BenchMend cause={cause} bench={bench} />} more={more} />
          </div>
        )
      }
    </LiveResult>
  );
}
