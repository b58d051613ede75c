import { Bar } from "../../components/Bar";
import { Segmented } from "../../components/Segmented";
import { useActions } from "../../shell/keys";
import { useProvidersSearch } from "../../shell/providers";
import { EmulationView } from "./emulation/EmulationView";
import { ProfilesView } from "./profiles/ProfilesView";

type View = "deliveries" | "emulation";

const views: { value: View; name: string }[] = [
  { value: "deliveries", name: "Deliveries" },
  { value: "emulation", name: "Emulation" },
];

/** Systems that send webhooks: called through profiles, and played on this machine. */
export function ProvidersPage() {
  const [search, change] = useProvidersSearch();
  const view = views.find(({ value }) => value === search.view)?.value ?? "deliveries";
  const show = (next: View) => change({ view: next === "deliveries" ? undefined : next });
  useActions([
    { id: "providers.deliveries", name: "Show what providers sent", keys: ["1"], scope: "Providers", icon: "providers", run: () => show("deliveries") },
    { id: "providers.emulation", name: "Show the emulated providers", keys: ["2"], scope: "Providers", icon: "play", run: () => show("emulation") },
  ]);
  return (
    <>
      <Bar title="Providers">
        <Segmented label="Part of the page" segments={views} value={view} onChange={show} />
      </Bar>
      {view === "deliveries" && <ProfilesView />}
      {view === "emulation" && <EmulationView />}
    </>
  );
}
