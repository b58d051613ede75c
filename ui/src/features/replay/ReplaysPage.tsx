import { Bar } from "../../components/Bar";

/** Every attempt, newest first. */
export function ReplaysPage() {
  return <Bar title="Replays" />;
}
