import { useState } from "react";
import { Button } from "../../../components/Button";
import { FailedState } from "../../../components/FailedState";
import { Icon } from "../../../components/Icon";
import { LoadingRows } from "../../../components/LoadingRows";
import { nothing } from "../../../core/client";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { useCommand } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import { DeliveriesPane } from "../deliveries/DeliveriesPane";
import page from "../ProvidersPage.module.css";
import { type SideItem, SideList } from "../SideList";
import { placeOf, wordsOf } from "../words";
import { NoProfiles } from "./NoProfiles";
import { ProfileDialog } from "./ProfileDialog";
import { RemoveProfile } from "./RemoveProfile";
import styles from "./ProfilesView.module.css";

/** Stands for every profile at once. */
const ALL = "";

/** Providers as they are reached, and what they sent. */
export function ProfilesView() {
  const [{ profile: wanted }, change] = useProvidersSearch();
  const { data: profiles, error, refetch } = useCommand("profiles.list", nothing);
  const [asked, setAsked] = useState<"add" | "remove" | null>(null);
  const chosen = profiles?.find(({ name }) => name === wanted);
  const add = () => setAsked("add");
  useActions([
    { id: "profiles.add", name: "Add a profile", keys: ["a"], scope: "Providers", icon: "plus", run: add },
    { id: "profiles.remove", name: "Remove the profile", keys: ["Delete"], scope: "Providers", icon: "x", enabled: chosen !== undefined, run: () => setAsked("remove") },
  ]);
  if (error && !profiles) return <FailedState title="Cannot read the profiles" message={error.message} onRetry={() => void refetch()} />;
  if (!profiles) return <LoadingRows rows={6} columns={2} />;
  return (
    <>
      {profiles.length === 0 ? (
        <NoProfiles onAdd={add} />
      ) : (
        <div className={page.columns}>
          <SideList
            label="Profiles"
            items={[{ value: ALL, name: "All profiles", provider: null, note: null }, ...profiles.map(itemOf)]}
            value={chosen?.name ?? ALL}
            onChange={(name) => change({ profile: name === ALL ? undefined : name, delivery: undefined })}
            action={<Button name="Add a profile" look="icon" icon="plus" keys="a" small onClick={add} />}
          />
          <DeliveriesPane profiles={chosen ? [chosen] : profiles} />
        </div>
      )}
      {asked === "add" && <ProfileDialog profiles={profiles} onClose={() => setAsked(null)} />}
      {asked === "remove" && chosen && <RemoveProfile name={chosen.name} onClose={() => setAsked(null)} />}
    </>
  );
}

function itemOf({ name, provider, base_url, locked }: ProfileRow): SideItem {
  const note = locked ? (
    <span className={styles.bad}>
      <Icon name="lock" size={12} />
      Key locked
    </span>
  ) : (
    <span className="data faint">{placeOf(base_url)}</span>
  );
  return { value: name, name, provider: wordsOf(provider).name, note };
}
