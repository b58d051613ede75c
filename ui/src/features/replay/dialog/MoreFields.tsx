import { Disclosure } from "../../../components/Disclosure";
import { planWords } from "../run/words";
import type { ReplayOf } from "./chosen";
import { planOf } from "./draft";
import { Faults } from "./Faults";
import { NumberFields } from "./NumberFields";
import { PaceFields } from "./PaceFields";
import type { Replay } from "./useReplay";
import { Which } from "./Which";

export type MoreFieldsProps = { of: ReplayOf; replay: Replay };

/** What most replays leave as it is, with what it is now behind its name. */
export function MoreFields({ of, replay }: MoreFieldsProps) {
  const { draft, change, problems } = replay;
  const wrong = replay.tried && ["times", "atOnce", "timeout", "seed", "perSecond", "speed", "faults"].some((field) => field in problems);
  const words = Object.keys(problems).length === 0 ? planWords(planOf(draft, null)).slice(1).join(", ") : null;
  return (
    <Disclosure name="More" summary={words} open={wrong}>
      {replay.single !== null && <Which of={of} replay={replay} />}
      <NumberFields draft={draft} onChange={change} problems={problems} />
      <PaceFields draft={draft} onChange={change} problems={problems} />
      <Faults faults={draft.faults} onChange={(faults) => change({ faults })} problem={problems.faults} />
    </Disclosure>
  );
}
