import { useNow } from "../../../components/useNow";
import type { DeliveryDetail } from "../../../core/generated/DeliveryDetail";
import styles from "./AttemptsTab.module.css";
import { AttemptTable } from "./AttemptTable";
import { AttemptView } from "./AttemptView";
import { DeliveryLine } from "./DeliveryLine";
import { timelineOf } from "./timeline";

export type AttemptsTabProps = {
  detail: DeliveryDetail;
  /** Id of the attempt that is looked at; without one it is the last. */
  chosen: string | undefined;
  onChoose: (id: string | undefined) => void;
};

/** Attempts against the schedule: drawn, listed, and one of them in full. */
export function AttemptsTab({ detail, chosen, onChoose }: AttemptsTabProps) {
  const now = useNow();
  const timeline = timelineOf(detail, now);
  const last = detail.attempts.length - 1;
  const found = detail.attempts.findIndex(({ attempt }) => attempt.id === chosen);
  const selected = found < 0 ? last : found;
  const shown = detail.attempts[selected];
  return (
    <>
      <div className={styles.line}>
        <h3 className={styles.heading}>
          Against the schedule
          {detail.schedule && <span className={styles.schedule}>{scheduleName(detail.schedule)}</span>}
        </h3>
        <DeliveryLine timeline={timeline} speed={detail.speed} chosen={shown?.attempt.id} />
      </div>
      <AttemptTable
        attempts={detail.attempts}
        timeline={timeline}
        now={now}
        selected={selected}
        onSelect={(index) => onChoose(index === last ? undefined : detail.attempts[index]?.attempt.id)}
      />
      {shown && <AttemptView key={shown.attempt.id} attempt={shown} />}
    </>
  );
}

function scheduleName({ name, provider, trust }: NonNullable<DeliveryDetail["schedule"]>): string {
  return trust === "own" ? name : `as ${provider} does`;
}
