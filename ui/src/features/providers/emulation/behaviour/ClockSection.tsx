import { Segmented } from "../../../../components/Segmented";
import { useChange, useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { clockSentence, speedsWith } from "./clock";
import styles from "./BehaviourTab.module.css";

export type ClockSectionProps = { words: ProviderWords };

/** How fast the provider's waits go by. */
export function ClockSection({ words }: ClockSectionProps) {
  const { data } = useCommand("emulations.speed", { provider: words.id });
  const turn = useChange("emulations.set_speed");
  if (data === undefined) return null;
  return (
    <section className={styles.part} aria-label="Clock">
      <h3 className={page.heading}>Its clock</h3>
      <div>
        <Segmented label="How fast waits go by" segments={speedsWith(data.speed)} value={String(data.speed)} onChange={(speed) => turn.mutate({ provider: words.id, speed: Number(speed) })} />
      </div>
      <p className="muted">{clockSentence(data.speed)}</p>
      {turn.error && (
        <p role="alert" className={page.refused}>
          {turn.error.message}
        </p>
      )}
    </section>
  );
}
