import { formatPlural } from "../../../components/format";
import type { ReplayOf } from "./chosen";
import type { Replay } from "./useReplay";
import { WhichField } from "./WhichField";

export type WhichProps = { of: ReplayOf; replay: Replay };

/** The choice of captures, with what it comes to. */
export function Which({ of, replay }: WhichProps) {
  const { chosen, choose, preview } = replay;
  const found = preview.preview && preview.current ? formatPlural(preview.preview.captures, "capture") : null;
  return <WhichField of={of} chosen={chosen} onChange={choose} found={found} problems={{ ...replay.timeProblems, filter: preview.filterProblem }} />;
}
