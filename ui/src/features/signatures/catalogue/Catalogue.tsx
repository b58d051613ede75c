import { useRef } from "react";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { Splitter } from "../../../components/Splitter";
import styles from "./Catalogue.module.css";
import { CatalogueIntro } from "./CatalogueIntro";
import { CatalogueList } from "./CatalogueList";
import { SchemePage } from "./SchemePage";
import { type CatalogueState, useCatalogue } from "./useCatalogue";
import { useCatalogueKeys } from "./useCatalogueKeys";

/** Every scheme at the left, the open one's page at the right. */
export function Catalogue() {
  const state = useCatalogue();
  const field = useRef<HTMLInputElement>(null);
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => detail.current?.focus();
  useCatalogueKeys(state, { toField: () => field.current?.focus(), enter });
  if (state.failure !== null && state.schemes === undefined) {
    return <FailedState title="Cannot read the schemes" message={state.failure.message} onRetry={state.retry} />;
  }
  if (state.schemes === undefined) return <LoadingRows columns={3} />;
  return (
    <Splitter
      name="schemes"
      label="Schemes and the open one"
      share={0.4}
      least={[300, 420]}
      first={<CatalogueList state={state} field={field} onEnter={enter} />}
      second={
        <div ref={detail} tabIndex={-1} className={styles.detail}>
          <Open state={state} />
        </div>
      }
    />
  );
}

function Open({ state }: { state: CatalogueState }) {
  if (state.open === undefined) return <CatalogueIntro schemes={state.schemes ?? []} onMark={(mark) => state.setFilter({ mark })} />;
  return <SchemePage key={state.open.id} scheme={state.open} />;
}
