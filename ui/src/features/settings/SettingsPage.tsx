import { Bar } from "../../components/Bar";

/** What the user can set. */
export function SettingsPage() {
  return <Bar title="Settings" />;
}
