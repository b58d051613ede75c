import { Button } from "../../components/Button";
import { nothing } from "../../core/client";
import type { Endpoint } from "../../core/generated/Endpoint";
import type { Route } from "../../core/generated/Route";
import { useCommand } from "../../core/queries";
import { RouteRow } from "./RouteRow";
import styles from "./SourceDialog.module.css";
import type { SourceForm } from "./useSourceForm";
import { Wrong } from "./Wrong";

export type RoutesSectionProps = {
  form: SourceForm;
  /** Shows an endpoint, or without one the page where they are made. */
  onOpenEndpoint: (endpoint?: string) => void;
};

/** Endpoints that captures are delivered to, queued and tried again. */
export function RoutesSection({ form, onOpenEndpoint }: RoutesSectionProps) {
  const { draft, change, problems } = form;
  const { data, error, refetch } = useCommand("endpoints.list", nothing);
  const endpoints = data?.map(({ endpoint }) => endpoint);
  const put = (index: number, part: Partial<Route>) => change({ routes: draft.routes.map((route, at) => (at === index ? { ...route, ...part } : route)) });
  const drop = (index: number) => change({ routes: draft.routes.toSpliced(index, 1) });
  return (
    <section className={styles.section}>
      <h3 className={styles.heading}>Deliver</h3>
      <p className="muted">
        Captures flow on to endpoints: queued, and tried again by the endpoint's schedule until they arrive. A route without a filter takes every capture, rejected ones too; verdict:verified takes only those whose signature holds.
      </p>
      {draft.routes.map((route, index) => (
        <RouteRow key={index} route={route} endpoints={endpoints ?? []} onChange={(part) => put(index, part)} onRemove={() => drop(index)} onOpen={() => onOpenEndpoint(route.endpoint)} />
      ))}
      {problems.routes && <Wrong message={problems.routes} />}
      {endpoints === undefined && !error && <p className="muted">Reading the endpoints…</p>}
      {error && (
        <div className={styles.line}>
          <Wrong message={`The endpoints cannot be read: ${error.message}`} />
          <Button name="Try again" small onClick={() => void refetch()} />
        </div>
      )}
      {endpoints?.length === 0 && <Button name="Make an endpoint first" icon="arrowright" small onClick={() => onOpenEndpoint()} className={styles.start} />}
      {endpoints && endpoints.length > draft.routes.length && (
        <Button name="Add a route" icon="plus" small onClick={() => change({ routes: [...draft.routes, fresh(endpoints, draft.routes)] })} className={styles.start} />
      )}
    </section>
  );
}

/** A route to the first endpoint that none leads to yet. */
function fresh(endpoints: Endpoint[], routes: Route[]): Route {
  const free = endpoints.find(({ id }) => routes.every(({ endpoint }) => endpoint !== id));
  return { endpoint: free?.id ?? "", filter: "", resign: false };
}
