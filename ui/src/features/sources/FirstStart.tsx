import { EmptyState } from "../../components/EmptyState";

/** The way from nothing to the first capture. */
export function FirstStart() {
  return <EmptyState title="Listening. Nothing has arrived yet." />;
}
