import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { Menu } from "../../../components/Menu";
import styles from "./DeliveriesTable.module.css";
import { type Group, readWords } from "./lines";
import type { ProfileDeeds } from "./profileDeeds";

export type GroupLineProps = { group: Group<unknown>; now: number; onOlder: () => void; deeds: ProfileDeeds };

/** The head of what was read through a profile: how fresh they are, or why they could not be read. */
export function GroupLine({ group, now, onOlder, deeds }: GroupLineProps) {
  const { profile, info, problem, next, reading } = group;
  return (
    <span role="gridcell" className={styles.group}>
      <span className="strong cut">{profile.name}</span>
      {problem === null ? (
        <span className="muted grow cut">{readWords(group, now) || info.name}</span>
      ) : (
        <span className={styles.refused} title={problem}>
          <Icon name="warn" size={12} />
          <span className="cut">{problem}</span>
        </span>
      )}
      {problem !== null && <Button name="Edit…" look="plain" small onClick={() => deeds.edit(profile)} />}
      {next !== null && <Button name="Older" look="plain" small disabled={reading} onClick={onOlder} />}
      <Menu
        trigger={<Button name={`More of ${profile.name}`} look="icon" icon="dots" small />}
        entries={[
          ...(info.can.includes("import") ? [{ name: "Import what it holds…", icon: "download" as const, run: () => deeds.import(profile) }] : []),
          { name: "Check the connection", icon: "link", keys: "c", run: () => deeds.check(profile) },
          { name: "Edit…", icon: "edit", keys: "e", run: () => deeds.edit(profile) },
          "separator",
          { name: "Remove…", icon: "x", keys: "Delete", danger: true, run: () => deeds.remove(profile) },
        ]}
      />
    </span>
  );
}
