import { OutcomeMark } from "../OutcomeMark";

export type EnabledMarkProps = { enabled: boolean | null; filled?: boolean };

/** Whether a provider sends to an endpoint, as far as it says. */
export function EnabledMark({ enabled, filled = false }: EnabledMarkProps) {
  if (enabled === null) return <OutcomeMark outcome="other" word="Not said" filled={filled} />;
  return <OutcomeMark outcome={enabled ? "good" : "waits"} word={enabled ? "Enabled" : "Disabled"} filled={filled} />;
}
