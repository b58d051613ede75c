import { Dialog } from "./Dialog";
import { Kbd } from "./Kbd";
import styles from "./KeySheet.module.css";

/** Keys that belong together. */
export type KeyGroup = { scope: string; rows: { id: string; name: string; keys: string[] }[] };

export type KeySheetProps = { groups: KeyGroup[]; onClose: () => void };

/** Every key there is, by where it works. */
export function KeySheet({ groups, onClose }: KeySheetProps) {
  return (
    <Dialog title="Keys" onClose={onClose} size="large">
      {/* Has the focus, so that the arrow keys scroll a sheet that is longer than the window. */}
      <div className={styles.columns} tabIndex={0} role="group" aria-label="All keys">
        {groups.map((group) => (
          <section key={group.scope} className={styles.group}>
            <h3 className={styles.scope}>{group.scope}</h3>
            <dl>
              {group.rows.map((row) => (
                <div key={row.id} className={styles.row}>
                  <dt>{row.name}</dt>
                  <dd className={styles.keys}>
                    {row.keys.map((keys) => (
                      <Kbd key={keys} keys={keys} />
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
