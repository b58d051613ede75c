import { Button } from "../../components/Button";
import { nothing } from "../../core/client";
import type { Settings } from "../../core/generated/Settings";
import { useChange, useCommand } from "../../core/queries";
import { useToast } from "../../shell/toasts";
import { megabytesText, parseBodyLimit, parsePort } from "./limits";
import { NumberField } from "./NumberField";
import styles from "./SettingsPage.module.css";

export type ReceiverSettingsProps = {
  settings: Settings;
  onChange: (part: Partial<Settings>) => void;
};

/** Where we listen and how much we take. */
export function ReceiverSettings({ settings, onChange }: ReceiverSettingsProps) {
  const status = useCommand("receiver.status", nothing).data;
  const listen = useChange("receiver.listen_on");
  const toast = useToast();
  const listenOn = (next: number) => {
    const undo = () => listen.mutate({ port: settings.receiver_port });
    listen.mutate({ port: next }, { onSuccess: ({ url }) => url && toast({ message: `Listening at ${url}`, undo }) });
  };
  const port = listen.isPending ? listen.variables.port : settings.receiver_port;
  const problem = listen.error?.message ?? (listen.isPending ? null : status?.problem);
  const free = listen.isPending ? null : (status?.next_free_port ?? null);
  return (
    <section className={styles.section}>
      <h2 className={styles.heading}>Receiver</h2>
      <div className={styles.short}>
        <NumberField
          label="Port"
          text={String(port)}
          parse={parsePort}
          onSet={listenOn}
          error={problem}
          hint={status?.url ? `Listening at ${status.url}. Senders must be told when it changes.` : "Only this machine can reach it."}
        />
        {free !== null && <Button name={`Use ${free} instead`} onClick={() => listenOn(free)} className={styles.start} />}
        <NumberField
          label="Longest body"
          aside="MB"
          text={megabytesText(settings.body_limit)}
          parse={parseBodyLimit}
          onSet={(body_limit) => onChange({ body_limit })}
          hint="Longer ones are answered 413. Holds from the next start."
        />
      </div>
    </section>
  );
}
