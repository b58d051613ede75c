import { Splitter } from "../../../components/Splitter";
import styles from "./Bench.module.css";
import { BenchTabs } from "./BenchTabs";
import { RequestSection } from "./RequestSection";
import { SchemeSection } from "./SchemeSection";
import { SecretsSection } from "./SecretsSection";
import { useBench } from "./useBench";
import { useBenchKeys } from "./useBenchKeys";
import { useCaptureOnBench } from "./useCaptureOnBench";

/** A request, a scheme and secrets at the left; what comes of them at the right. */
export function Bench() {
  const bench = useBench();
  const taking = useCaptureOnBench(bench);
  useBenchKeys(bench);
  return (
    <Splitter
      name="bench"
      label="Request and result"
      share={0.46}
      least={[380, 400]}
      first={
        <div className={styles.input}>
          <RequestSection bench={bench} taking={taking} />
          <SchemeSection bench={bench} />
          <SecretsSection bench={bench} />
        </div>
      }
      second={<BenchTabs bench={bench} />}
    />
  );
}
