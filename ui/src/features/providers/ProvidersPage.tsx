import { Bar } from "../../components/Bar";
import { FailedState } from "../../components/FailedState";
import { LoadingRows } from "../../components/LoadingRows";
import { Segmented } from "../../components/Segmented";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";
import { useActions } from "../../shell/keys";
import { useProvidersSearch } from "../../shell/providers";
import { CallsView } from "./calls/CallsView";
import { EmulationView } from "./emulation/EmulationView";
import { ProfilesView } from "./profiles/ProfilesView";

type View = "deliveries" | "endpoints" | "calls" | "emulation";

const views: { value: View; name: string }[] = [
  { value: "deliveries", name: "Deliveries" },
  { value: "endpoints", name: "Endpoints" },
  { value: "calls", name: "Calls made" },
  { value: "emulation", name: "Emulation" },
];

/** Systems that send webhooks: called through profiles, and played on this machine. */
export function ProvidersPage() {
  const [search, change] = useProvidersSearch();
  const view = views.find(({ value }) => value === search.view)?.value ?? "deliveries";
  const { data: infos, error, refetch } = useCommand("profiles.providers", nothing);
  const show = (next: View) => change({ view: next === "deliveries" ? undefined : next });
  useActions([
    { id: "providers.deliveries", name: "Show what providers sent", keys: ["1"], scope: "Providers", icon: "providers", run: () => show("deliveries") },
    { id: "providers.endpoints", name: "Show where providers send to", keys: ["2"], scope: "Providers", icon: "link", run: () => show("endpoints") },
    { id: "providers.calls", name: "Show what providers were asked", keys: ["3"], scope: "Providers", icon: "send", run: () => show("calls") },
    { id: "providers.emulation", name: "Show the emulated providers", keys: ["4"], scope: "Providers", icon: "play", run: () => show("emulation") },
  ]);
  return (
    <>
      <Bar title="Providers">
        <Segmented label="Part of the page" segments={views} value={view} onChange={show} />
      </Bar>
      {error && !infos && <FailedState title="Cannot read the providers" message={error.message} onRetry={() => void refetch()} />}
      {!error && !infos && <LoadingRows rows={6} columns={2} />}
      {infos && (view === "deliveries" || view === "endpoints") && <ProfilesView infos={infos} view={view} />}
      {infos && view === "calls" && <CallsView />}
      {infos && view === "emulation" && <EmulationView infos={infos} />}
    </>
  );
}
