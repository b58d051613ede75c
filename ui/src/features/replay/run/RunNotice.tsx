import { Banner } from "../../../components/Banner";
import { Button } from "../../../components/Button";
import type { Run } from "../../../core/generated/Run";
import { haltWords } from "./words";

export type RunNoticeProps = { run: Run; onResume: () => void };

/** Says where a run stopped before its end, and offers to go on. */
export function RunNotice({ run, onResume }: RunNoticeProps) {
  const words = haltWords(run);
  if (words === null) return null;
  const tone = run.state === "stopped" ? "bad" : "warn";
  return (
    <Banner tone={tone} action={run.state === "interrupted" && <Button name="Resume" small icon="play" onClick={onResume} />}>
      {words}
    </Banner>
  );
}
