import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { EmptyState } from "../../../components/EmptyState";
import styles from "./NoProfiles.module.css";

export type NoProfilesProps = { onAdd: () => void };

/** What a profile is, and the step that brings the first one. */
export function NoProfiles({ onAdd }: NoProfilesProps) {
  return (
    <EmptyState title="No profile yet" action={<Button name="Add a profile…" look="primary" icon="plus" keys="a" onClick={onAdd} />}>
      <p>A profile is where a provider is reached, and the key that opens it. Through it you see what was sent, and have it sent again. Without an account, point one at an emulation.</p>
      <div className={styles.command}>
        <CodeBlock text="hookwright provider add skyvern --provider skyvern --key-env SKYVERN_API_KEY" wrap />
      </div>
    </EmptyState>
  );
}
