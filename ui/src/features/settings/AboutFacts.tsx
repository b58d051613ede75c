import { CopyButton } from "../../components/CopyButton";
import { FailedState } from "../../components/FailedState";
import { formatBytes } from "../../components/format";
import { nothing } from "../../core/client";
import type { About } from "../../core/generated/About";
import { useCommand } from "../../core/queries";
import styles from "./SettingsPage.module.css";

/** Where the key is, in words. */
const keepers: Record<string, string> = {
  key_file: "In a file beside the database, readable by you alone",
  keychain: "In the system's keychain",
  "none yet": "Made with the first secret",
};

/** The program, and where it keeps what. */
export function AboutFacts() {
  const about = useCommand("about", nothing);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>About</h2>
      {about.error && <FailedState title="Cannot read these facts" message={about.error.message} onRetry={() => void about.refetch()} />}
      {about.data && <Facts about={about.data} />}
    </section>
  );
}

function Facts({ about }: { about: About }) {
  return (
    <dl className={styles.facts}>
      <dt>Hookwright</dt>
      <dd>{about.version}</dd>
      <dt>Data folder</dt>
      <dd className={styles.folder}>
        <span className="data selectable">{about.data_folder}</span>
        <CopyButton text={about.data_folder} name="Copy the path" />
      </dd>
      <dt>Database</dt>
      <dd>
        {formatBytes(about.database_size)}, SQLite {about.sqlite_version}
      </dd>
      <dt>Key of the secrets</dt>
      <dd>{keepers[about.key_keeper] ?? about.key_keeper}</dd>
    </dl>
  );
}
