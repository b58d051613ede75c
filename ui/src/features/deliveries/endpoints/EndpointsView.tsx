import { useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { formatCount } from "../../../components/format";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import { LoadingRows } from "../../../components/LoadingRows";
import { Splitter } from "../../../components/Splitter";
import { Strip } from "../../../components/Strip";
import page from "../DeliveriesPage.module.css";
import { EndpointDetail } from "./EndpointDetail";
import { EndpointDialog } from "./EndpointDialog";
import styles from "./EndpointList.module.css";
import { EndpointTable } from "./EndpointTable";
import { NoEndpoints } from "./NoEndpoints";
import { RemoveEndpoint } from "./RemoveEndpoint";
import { useEndpointDeeds } from "./useEndpointDeeds";
import { useEndpointKeys } from "./useEndpointKeys";
import { type EndpointListState, useEndpointList } from "./useEndpointList";

type Asked = "add" | "edit" | "remove";

const hints: KeyHint[] = [
  [["a"], "add"],
  [["e"], "edit"],
  [["t"], "send a test"],
  [["p"], "enable or disable"],
  [["?"], "all keys"],
];

/** Where events are delivered to: the list and the open one. */
export function EndpointsView() {
  const state = useEndpointList();
  const [asked, setAsked] = useState<Asked | null>(null);
  const opened = state.opened?.overview;
  const deeds = useEndpointDeeds(opened?.endpoint);
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => detail.current?.focus();
  const close = () => setAsked(null);
  useEndpointKeys({ state, deeds, add: () => setAsked("add"), edit: () => setAsked("edit"), remove: () => setAsked("remove"), enter });
  return (
    <>
      {state.rows?.length === 0 ? (
        <NoEndpoints onAdd={() => setAsked("add")} />
      ) : (
        <Splitter
          name="endpoints"
          label="List and detail"
          share={0.56}
          least={[320, 400]}
          first={<EndpointPane state={state} onAdd={() => setAsked("add")} onEnter={enter} />}
          second={
            <div ref={detail} tabIndex={-1} className={page.detail}>
              {state.opened ? (
                <EndpointDetail row={state.opened} deeds={deeds} onEdit={() => setAsked("edit")} onRemove={() => setAsked("remove")} />
              ) : (
                <EmptyState title="No endpoint is open">Choose one to see how it does and when it is tried again.</EmptyState>
              )}
            </div>
          }
        />
      )}
      {asked === "add" && <EndpointDialog opened={null} onClose={close} />}
      {asked === "edit" && opened && <EndpointDialog key={opened.endpoint.id} opened={opened} onClose={close} />}
      {asked === "remove" && opened && <RemoveEndpoint overview={opened} onClose={close} />}
    </>
  );
}

type EndpointPaneProps = { state: EndpointListState; onAdd: () => void; onEnter: () => void };

function EndpointPane({ state, onAdd, onEnter }: EndpointPaneProps) {
  return (
    <section className={styles.pane} aria-label="Endpoints">
      <Strip>
        {state.rows && <span className="strong num">{formatCount(state.rows.length)}</span>}
        <span className={`grow ${styles.words}`}>{state.rows ? (state.rows.length === 1 ? "endpoint" : "endpoints") : ""}</span>
        <Button name="Add an endpoint…" icon="plus" small keys="a" onClick={onAdd} />
      </Strip>
      <Face state={state} onEnter={onEnter} />
      <KeyStrip hints={hints} />
    </section>
  );
}

function Face({ state, onEnter }: Pick<EndpointPaneProps, "state" | "onEnter">) {
  if (state.error && !state.rows) return <FailedState title="Cannot read the endpoints" message={state.error.message} onRetry={state.retry} />;
  if (!state.rows) return <LoadingRows rows={6} columns={4} className={styles.list} />;
  return <EndpointTable state={state} onEnter={onEnter} />;
}
