import { Button } from "../../../../components/Button";
import { FailedState } from "../../../../components/FailedState";
import { formatPlural } from "../../../../components/format";
import { Icon } from "../../../../components/Icon";
import { useChange, useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import styles from "./BehaviourTab.module.css";
import { TroubleForm } from "./TroubleForm";
import { troubleSentence } from "./troubles";

export type TroubleSectionProps = { words: ProviderWords; operations: string[] };

/** What goes wrong with the next calls on purpose, in the order in which it befalls them. */
export function TroubleSection({ words, operations }: TroubleSectionProps) {
  const { data, error, refetch } = useCommand("emulations.troubles", { provider: words.id });
  const clear = useChange("emulations.clear_troubles");
  return (
    <section className={styles.part} aria-label="Trouble">
      <h3 className={page.heading}>What goes wrong with the next calls</h3>
      <TroubleForm provider={words.id} operations={operations} />
      {error && !data && <FailedState title="Cannot read the troubles" message={error.message} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p className="muted">Nothing: calls are answered as {words.name} answers them.</p>}
      {data !== undefined && data.length > 0 && (
        <>
          <ol className={styles.troubles} aria-label="Troubles">
            {data.map((trouble, index) => (
              <li key={index}>
                <Icon name="warn" size={14} />
                <span className="grow">{troubleSentence(trouble)}</span>
                <span className="count">{formatPlural(trouble.times, "time")} left</span>
              </li>
            ))}
          </ol>
          <Button name="Let all go well again" icon="check" className={styles.start} disabled={clear.isPending} onClick={() => clear.mutate({ provider: words.id })} />
        </>
      )}
    </section>
  );
}
