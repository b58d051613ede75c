import { EmptyState } from "../../../../components/EmptyState";
import { FailedState } from "../../../../components/FailedState";
import { LoadingRows } from "../../../../components/LoadingRows";
import { useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { KeyRow } from "./KeyRow";
import styles from "./KeysTab.module.css";

export type KeysTabProps = { words: ProviderWords };

/** What lets clients into an emulation. */
export function KeysTab({ words }: KeysTabProps) {
  const { data, error, refetch } = useCommand("emulations.keys", { provider: words.id });
  if (error && !data) return <FailedState title="Cannot read the keys" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} columns={2} />;
  if (data.length === 0) return <EmptyState title="No key yet">The first client that is let in brings one.</EmptyState>;
  return (
    <div className={page.scroll}>
      <p className="muted">A client of {words.name} is let in with one of these. They are made up: none of them opens the real {words.name}.</p>
      <ul className={styles.keys} aria-label="Keys">
        {data.map((key) => (
          <KeyRow key={`${key.organization} ${key.hint}`} emulated={key} />
        ))}
      </ul>
    </div>
  );
}
