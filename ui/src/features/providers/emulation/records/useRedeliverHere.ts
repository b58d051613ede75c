// From a record of an emulation to its redelivery: through a profile that points there.
import { nothing } from "../../../../core/client";
import { useCall } from "../../../../core/queries";
import { asCallFailed } from "../../../../core/transport";
import { useProvidersSearch } from "../../../../shell/providers";
import { useToast } from "../../../../shell/toasts";
import { keyText } from "../../deliveries/deliveryKey";
import { freeName } from "../../profiles/profileDraft";
import { placeOf } from "../../words";

/** Opens the redelivery of a record; the first time, a profile is made for it. */
export function useRedeliverHere(provider: string): (id: string) => void {
  const call = useCall();
  const toast = useToast();
  const [, change] = useProvidersSearch();
  const profileName = async (): Promise<string> => {
    const { base_url } = await call("emulations.status", { provider });
    const profiles = await call("profiles.list", nothing);
    const kept = profiles.find((profile) => profile.provider === provider && placeOf(profile.base_url) === placeOf(base_url));
    if (kept !== undefined) return kept.name;
    const keys = await call("emulations.keys", { provider });
    const key = keys.find(({ api_key, revoked_at, scopes }) => api_key !== null && revoked_at === null && scopes.length === 0)?.api_key;
    const name = freeName(`emulated-${provider}`, profiles.map((profile) => profile.name));
    await call("profiles.add", { name, provider, base_url, key: key ?? "", settings: {} });
    toast({ message: `Profile ${name} made: it points at this emulation` });
    return name;
  };
  const open = async (id: string) => {
    const profile = await profileName();
    change({ view: undefined, profile, delivery: keyText({ profile, id }) });
  };
  return (id) => void open(id).catch((thrown: unknown) => toast({ message: asCallFailed(thrown).message }));
}
