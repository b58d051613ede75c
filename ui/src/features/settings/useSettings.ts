import { nothing } from "../../core/client";
import type { Settings } from "../../core/generated/Settings";
import { useChange, useCommand, useTold } from "../../core/queries";
import { useToast } from "../../shell/toasts";

/** What is said once a part was changed. */
const told: Record<keyof Settings, string> = {
  theme: "The theme was changed",
  receiver_port: "The port was changed",
  body_limit: "The longest body was changed",
  notify_rejected: "Notifications were changed",
  keep_in_tray: "What closing the window does was changed",
  keep_deliveries_days: "How long deliveries are kept was changed",
  keep_runs_days: "How long runs and probes are kept was changed",
};

/** The settings, and how to change parts of them at once. */
export function useSettings() {
  const read = useCommand("settings.get", nothing);
  const write = useChange("settings.set");
  // What is on its way is shown as if it had arrived; a refusal puts the old value back.
  const settings = write.isPending ? write.variables : read.data;
  const toast = useToast();
  const tell = useTold();
  const change = (part: Partial<Settings>) => {
    if (settings === undefined) return;
    const set = (next: Settings, then: () => void) => {
      const onSuccess = () => {
        // Another change that comes before the notice must not bring back what was there before.
        tell("settings.get", nothing, next);
        then();
      };
      write.mutate(next, { onSuccess });
    };
    const undo = () => set(settings, () => undefined);
    set({ ...settings, ...part }, () => toast({ message: messageOf(part), undo }));
  };
  return { settings, change, failure: read.error ?? write.error, retry: () => void read.refetch() };
}

function messageOf(part: Partial<Settings>): string {
  const [first] = Object.keys(part) as (keyof Settings)[];
  return first === undefined ? "Nothing was changed" : told[first];
}
