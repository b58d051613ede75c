import { Button } from "../../../../components/Button";
import { CodeBlock } from "../../../../components/CodeBlock";
import { EmptyState } from "../../../../components/EmptyState";
import type { ProviderWords } from "../../words";
import styles from "./RecordList.module.css";

export type NoRecordsProps = { words: ProviderWords; onNew: () => void };

/** What an emulation holds, and the step that brings the first of it. */
export function NoRecords({ words: { id, name, record }, onNew }: NoRecordsProps) {
  const [one, many] = record;
  return (
    <EmptyState title={`No ${name} ${one} yet`} action={<Button name={`New ${name} ${one}…`} look="primary" icon="plus" keys="n" onClick={onNew} />}>
      <p>
        Here are the {many} that a client of {name} can have sent again: from this page, through a profile, or with {name}&apos;s own client pointed at the base URL.
      </p>
      <div className={styles.command}>
        <CodeBlock text={`hookwright emulate ${id} create --to http://localhost:3000/webhooks`} wrap />
      </div>
    </EmptyState>
  );
}
