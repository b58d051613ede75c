import { OutcomeMark } from "../OutcomeMark";

export type EnabledMarkProps = { enabled: boolean; filled?: boolean };

/** Whether a provider sends to an endpoint. */
export function EnabledMark({ enabled, filled = false }: EnabledMarkProps) {
  return <OutcomeMark outcome={enabled ? "good" : "waits"} word={enabled ? "Enabled" : "Disabled"} filled={filled} />;
}
