import { useState } from "react";
import { Button } from "../../../../components/Button";
import { FailedState } from "../../../../components/FailedState";
import { LoadingRows } from "../../../../components/LoadingRows";
import type { Organization } from "../../../../core/generated/Organization";
import { useChange, useCommand } from "../../../../core/queries";
import { useActions } from "../../../../shell/keys";
import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { KeyRow } from "./KeyRow";
import styles from "./KeysTab.module.css";
import { NewKeyDialog } from "./NewKeyDialog";

export type KeysTabProps = {
  words: ProviderWords;
  /** What keys can be narrowed to. */
  scopes: string[];
  organizations: Organization[];
};

/** What lets clients into an emulation, and for whom. */
export function KeysTab({ words, scopes, organizations }: KeysTabProps) {
  const { data, error, refetch } = useCommand("emulations.keys", { provider: words.id });
  const found = useChange("emulations.add_organization");
  const [making, setMaking] = useState(false);
  useActions([{ id: "emulation.key", name: "Make a key", keys: ["a"], scope: "Emulation", icon: "plus", run: () => setMaking(true) }]);
  if (error && !data) return <FailedState title="Cannot read the keys" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={2} columns={2} />;
  return (
    <div className={page.scroll}>
      <p className="muted">A client of {words.name} is let in with one of these. They are made up: none of them opens the real {words.name}.</p>
      {data.length > 0 && (
        <ul className={styles.keys} aria-label="Keys">
          {data.map((key) => (
            <KeyRow key={key.id} provider={words.id} emulated={key} />
          ))}
        </ul>
      )}
      <div className={page.line}>
        <Button name="Make a key…" icon="plus" keys="a" onClick={() => setMaking(true)} />
        <Button name="Add an organization" icon="plus" look="plain" disabled={found.isPending} onClick={() => found.mutate({ provider: words.id, name: null })} />
      </div>
      {organizations.length > 1 && (
        <p className="muted">
          {organizations.length} organizations: what belongs to one is not found with a key of another.
        </p>
      )}
      {found.error && (
        <p role="alert" className={page.refused}>
          {found.error.message}
        </p>
      )}
      {making && <NewKeyDialog provider={words.id} scopes={scopes} organizations={organizations} onClose={() => setMaking(false)} />}
    </div>
  );
}
