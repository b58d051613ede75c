import { Bar } from "../../components/Bar";
import { FailedState } from "../../components/FailedState";
import { Icon } from "../../components/Icon";
import { Segmented } from "../../components/Segmented";
import { Switch } from "../../components/Switch";
import type { Settings } from "../../core/generated/Settings";
import type { Theme } from "../../core/generated/Theme";
import { AboutFacts } from "./AboutFacts";
import { DeliverySettings } from "./DeliverySettings";
import { ReceiverSettings } from "./ReceiverSettings";
import styles from "./SettingsPage.module.css";
import { useSettings } from "./useSettings";

const themes: { value: Theme; name: string }[] = [
  { value: "system", name: "As the system" },
  { value: "light", name: "Light" },
  { value: "dark", name: "Dark" },
];

/** What the user can set; every change is kept at once. */
export function SettingsPage() {
  const { settings, change, failure, retry } = useSettings();
  return (
    <>
      <Bar title="Settings" />
      <div className={styles.page}>
        <div className={styles.column}>
          {settings === undefined && failure && <FailedState title="Cannot read the settings" message={failure.message} onRetry={retry} />}
          {settings !== undefined && failure && (
            <p className={styles.failed} role="alert">
              <Icon name="warn" size={14} />
              {failure.message}
            </p>
          )}
          {settings && <Sections settings={settings} onChange={change} />}
          <AboutFacts />
        </div>
      </div>
    </>
  );
}

type SectionsProps = { settings: Settings; onChange: (part: Partial<Settings>) => void };

function Sections({ settings, onChange }: SectionsProps) {
  return (
    <>
      <section className={styles.section}>
        <h2 className={styles.heading}>Appearance</h2>
        <div className={styles.start}>
          <Segmented label="Theme" segments={themes} value={settings.theme} onChange={(theme) => onChange({ theme })} />
        </div>
      </section>
      <ReceiverSettings settings={settings} onChange={onChange} />
      <DeliverySettings deliveries={settings.keep_deliveries_days} runs={settings.keep_runs_days} onChange={onChange} />
      <section className={styles.section}>
        <h2 className={styles.heading}>Desktop</h2>
        <Switch
          name="Notify when a delivery is rejected"
          on={settings.notify_rejected}
          onChange={(notify_rejected) => onChange({ notify_rejected })}
          hint="With the source and the reason, never with data of the delivery."
        />
        <Switch
          name="Keep listening in the tray"
          on={settings.keep_in_tray}
          onChange={(keep_in_tray) => onChange({ keep_in_tray })}
          hint="Closing the window hides it; deliveries are still taken."
        />
      </section>
    </>
  );
}
