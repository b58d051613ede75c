import { Banner } from "../../../components/Banner";
import type { Run } from "../../../core/generated/Run";
import { haltWords } from "./words";

export type RunNoticeProps = { run: Run };

/** Says where a run stopped before its end; going on is in the head. */
export function RunNotice({ run }: RunNoticeProps) {
  const words = haltWords(run);
  if (words === null) return null;
  return <Banner tone={run.state === "stopped" ? "bad" : "warn"}>{words}</Banner>;
}
