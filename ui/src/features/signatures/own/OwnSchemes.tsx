import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { Splitter } from "../../../components/Splitter";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useSignaturesSearch } from "../../../shell/signatures";
import { OwnEditor } from "./OwnEditor";
import { OwnList } from "./OwnList";

/** Schemes of one's own at the left, the one that is written at the right. */
export function OwnSchemes() {
  const [{ edit }, change] = useSignaturesSearch();
  const { data, error, refetch } = useCommand("schemes.list", nothing);
  if (error && data === undefined) return <FailedState title="Cannot read the schemes" message={error.message} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingRows columns={3} />;
  const own = data.filter((scheme) => scheme.own);
  if (own.length === 0 && edit === undefined) return <Nothing onNew={() => change({ edit: "new" })} onFind={() => change({ view: undefined, tab: "find" })} />;
  return (
    <Splitter
      name="own-schemes"
      label="Own schemes and the open one"
      share={0.24}
      least={[200, 500]}
      first={<OwnList schemes={own} open={edit} onOpen={(id) => change({ edit: id })} />}
      second={edit === undefined ? <EmptyState title="No scheme is open">Choose one, or write a new one.</EmptyState> : <OwnEditor key={edit} edit={edit} />}
    />
  );
}

function Nothing({ onNew, onFind }: { onNew: () => void; onFind: () => void }) {
  const actions = (
    <span className="row">
      <Button name="Write a scheme" look="primary" icon="plus" keys="n" onClick={onNew} />
      <Button name="Find it from a request" icon="search" onClick={onFind} />
    </span>
  );
  return (
    <EmptyState title="You have no scheme of your own yet" action={actions}>
      For a sender that is not in the catalogue: say where its signature stands and which bytes it covers, or let it be found from one signed request and its secret.
    </EmptyState>
  );
}
