import { nothing } from "../../core/client";
import type { Settings } from "../../core/generated/Settings";
import { useChange, useCommand } from "../../core/queries";

/** The settings, and how to change parts of them at once. */
export function useSettings() {
  const read = useCommand("settings.get", nothing);
  const write = useChange("settings.set");
  // What is on its way is shown as if it had arrived; a refusal puts the old value back.
  const settings = write.isPending ? write.variables : read.data;
  const change = (part: Partial<Settings>) => {
    if (settings !== undefined) write.mutate({ ...settings, ...part });
  };
  return { settings, change, failure: read.error ?? write.error, retry: () => void read.refetch() };
}
