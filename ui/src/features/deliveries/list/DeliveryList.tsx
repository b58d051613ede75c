import type { ReactNode } from "react";
import { classes } from "../../../components/classes";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import styles from "./DeliveryList.module.css";
import { DeliveryStrip } from "./DeliveryStrip";
import { DeliveryTable } from "./DeliveryTable";
import { LoadingDeliveries } from "./LoadingDeliveries";
import { type DeliveryListState, type ListInPage, useDeliveryList } from "./useDeliveryList";

export type DeliveryListProps = ListInPage & {
  /** What is listed, read aloud. */
  label: string;
  /** One of them, and many. */
  noun: [string, string];
  /** The filter cannot be read; the field says why. */
  refused: boolean;
  /** Shown when nothing is listed. */
  empty: ReactNode;
  /** All that can be listed has ended. */
  ended?: boolean;
  /** The keys that are used most. */
  hints: KeyHint[];
};

/** Deliveries under a filter, newest first. */
export function DeliveryList(props: DeliveryListProps) {
  const state = useDeliveryList(props);
  return (
    <section className={classes(styles.pane, props.ended && styles.ended)} aria-label={props.label}>
      <DeliveryStrip state={state} filter={props.filter} deeds={props.deeds} offered={props.offered} noun={props.noun} />
      <Face {...props} state={state} />
      <KeyStrip hints={props.hints} />
    </section>
  );
}

type FaceProps = DeliveryListProps & { state: DeliveryListState };

/** One of the four: failed, loading, empty, full. */
function Face({ state, refused, empty, label, onEnter }: FaceProps) {
  const { count, failure, retry } = state.rows;
  if (refused) return <EmptyState title="No list under this filter">It appears once the filter above can be read.</EmptyState>;
  if (failure) return <FailedState title="Cannot read the deliveries" message={failure.message} onRetry={retry} />;
  if (count === null) return <LoadingDeliveries />;
  if (count === 0) return empty;
  return <DeliveryTable label={label} state={state} onEnter={onEnter} />;
}
