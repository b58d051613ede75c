import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { withScheme } from "../../../components/targetUrl";
import { useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useSignaturesSearch } from "../../../shell/signatures";
import { ProbeStart } from "./ProbeStart";
import { Report } from "./Report";
import { Running } from "./Running";
import { useStartProbe } from "./useStartProbe";

/** Finds out what a handler accepts: what to ask, how far it is, or what was found. */
export function Probe() {
  const [{ probe, running }] = useSignaturesSearch();
  if (running !== undefined) return <Running key={running} probe={Number(running)} />;
  if (probe !== undefined) return <Stored key={probe} id={probe} />;
  return <ProbeStart />;
}

function Stored({ id }: { id: string }) {
  const { data, error, refetch } = useCommand("probes.report", { id });
  const [, go] = useSignaturesSearch();
  const { start, draft } = useStartProbe();
  const again = () => {
    // A probe of another time may have had other secrets: then the form asks for them.
    if (data !== undefined && withScheme(draft.target) === data.target) start(draft);
    else go({ probe: undefined, capture: data?.capture ?? undefined });
  };
  useActions([{ id: "probe.again", name: "Probe the handler again", keys: ["Mod+Enter"], scope: "Signatures", icon: "probe", waits: data === undefined && error === null, run: again }]);
  if (error) return <FailedState title="Cannot read this report" message={error.message} onRetry={() => void refetch()} />;
  if (data === undefined) return <LoadingRows columns={5} />;
  return <Report id={id} report={data} onAgain={again} />;
}
