import { useState } from "react";
import { Button } from "../../../components/Button";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { nothing } from "../../../core/client";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import { DeliveriesPane } from "../deliveries/DeliveriesPane";
import { EndpointsPane } from "../endpoints/EndpointsPane";
import { ImportDialog } from "../imports/ImportDialog";
import page from "../ProvidersPage.module.css";
import { SideList } from "../SideList";
import { infoOf } from "../words";
import { NoProfiles } from "./NoProfiles";
import { ProfileDialog } from "./ProfileDialog";
import { ProfileNote } from "./ProfileNote";
import { RemoveProfile } from "./RemoveProfile";
import { useChecks } from "./useChecks";

/** Stands for every profile at once. */
const ALL = "";

/** What a profile is asked for. */
type Asked = { deed: "add" } | { deed: "edit" | "remove" | "import"; profile: ProfileRow };

export type ProfilesViewProps = {
  infos: ProviderInfo[];
  /** What is shown of them. */
  view: "deliveries" | "endpoints";
};

/** Providers as they are reached, and what they sent or where they send to. */
export function ProfilesView({ infos, view }: ProfilesViewProps) {
  const [{ profile: wanted, run }, change] = useProvidersSearch();
  const { data: profiles, error, refetch } = useCommand("profiles.list", nothing);
  const [asked, setAsked] = useState<Asked | null>(null);
  const { found, check } = useChecks();
  const chosen = profiles?.find(({ name }) => name === wanted);
  const add = () => setAsked({ deed: "add" });
  const edit = (profile: ProfileRow) => setAsked({ deed: "edit", profile });
  const remove = (profile: ProfileRow) => setAsked({ deed: "remove", profile });
  const take = (profile: ProfileRow) => setAsked({ deed: "import", profile });
  const enabled = chosen !== undefined;
  useActions([
    { id: "profiles.add", name: "Add a profile", keys: ["a"], scope: "Providers", icon: "plus", run: add },
    { id: "profiles.edit", name: "Edit the profile", keys: ["e"], scope: "Providers", icon: "edit", enabled, run: () => chosen && edit(chosen) },
    { id: "profiles.check", name: "Check the profile's connection", keys: ["c"], scope: "Providers", icon: "link", enabled, run: () => chosen && check(chosen.name) },
    { id: "profiles.import", name: "Import what the provider's log holds", keys: ["i"], scope: "Providers", icon: "download", enabled: chosen !== undefined && infoOf(infos, chosen.provider).can.includes("import"), run: () => chosen && take(chosen) },
    { id: "profiles.remove", name: "Remove the profile", keys: ["Delete"], scope: "Providers", icon: "x", enabled, run: () => chosen && remove(chosen) },
  ]);
  if (error && !profiles) return <FailedState title="Cannot read the profiles" message={error.message} onRetry={() => void refetch()} />;
  if (!profiles) return <LoadingRows rows={6} columns={2} />;
  const close = () => setAsked(null);
  const saved = ({ name }: ProfileRow) => {
    change({ profile: name, delivery: undefined, endpoint: undefined });
    check(name);
  };
  const Pane = view === "endpoints" ? EndpointsPane : DeliveriesPane;
  const items = profiles.map((profile) => ({ value: profile.name, name: profile.name, provider: infoOf(infos, profile.provider).name, note: <ProfileNote profile={profile} check={found[profile.name]} /> }));
  return (
    <>
      {profiles.length === 0 ? (
        <NoProfiles onAdd={add} />
      ) : (
        <div className={page.columns}>
          <SideList
            label="Profiles"
            items={[{ value: ALL, name: "All profiles", provider: null, note: null }, ...items]}
            value={chosen?.name ?? ALL}
            onChange={(name) => change({ profile: name === ALL ? undefined : name, delivery: undefined, endpoint: undefined })}
            action={<Button name="Add a profile" look="icon" icon="plus" keys="a" small onClick={add} />}
          />
          <Pane key={chosen?.name ?? ALL} infos={infos} profiles={chosen ? [chosen] : profiles} deeds={{ check: ({ name }) => check(name), edit, remove, import: take }} />
        </div>
      )}
      {(asked?.deed === "add" || asked?.deed === "edit") && <ProfileDialog infos={infos} profiles={profiles} kept={asked.deed === "edit" ? asked.profile : null} onSaved={saved} onClose={close} />}
      {asked?.deed === "import" && <ImportDialog profile={asked.profile} info={infoOf(infos, asked.profile.provider)} run={run} onClose={close} />}
      {asked?.deed === "remove" && <RemoveProfile name={asked.profile.name} onClose={close} />}
    </>
  );
}
