import { useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useChange } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { WhatGoesOut } from "../preview/WhatGoesOut";
import page from "../ProvidersPage.module.css";
import { infoOf } from "../words";
import { createDeed, emptyEndpoint, endpointProblems } from "./endpointDraft";
import { EndpointFields } from "./EndpointFields";
import { NewSecret } from "./NewSecret";

export type NewEndpointDialogProps = {
  infos: ProviderInfo[];
  /** Those whose providers make endpoints. */
  profiles: ProfileRow[];
  onMade: () => void;
  onClose: () => void;
};

/** Asks where a provider shall send to, and shows the secret that it signs with. */
export function NewEndpointDialog({ infos, profiles, onMade, onClose }: NewEndpointDialogProps) {
  const [chosen, setChosen] = useState(profiles[0]?.name ?? "");
  const [draft, setDraft] = useState(emptyEndpoint);
  const [tried, setTried] = useState(false);
  const making = useChange("profiles.change_endpoint");
  const profile = profiles.find(({ name }) => name === chosen);
  const info = infoOf(infos, profile?.provider ?? "");
  const problems = endpointProblems(draft, info.endpoints);
  const fits = Object.keys(problems).length === 0;
  const deed = createDeed(draft, info.endpoints);
  const make = () => {
    setTried(true);
    if (fits) making.mutate({ profile: chosen, deed }, { onSuccess: onMade });
  };
  const answer = making.data;
  const act = answer ? onClose : make;
  useActions([{ id: "endpoints.make", name: "Make the endpoint", keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, whileTyping: true, enabled: !making.isPending, run: act }]);
  return (
    <Dialog
      title={answer ? "Endpoint made" : `New endpoint at ${info.name}`}
      onClose={onClose}
      actions={
        <>
          {making.error && (
            <p role="alert" className={page.refused}>
              {making.error.message}
            </p>
          )}
          <Button name={answer ? "Close" : "Create endpoint"} look="primary" keys="Mod+Enter" disabled={making.isPending} onClick={act} />
        </>
      }
    >
      {answer ? (
        <div className={page.fields}>
          <p role="status">
            {info.name} sends to {draft.url.trim()} from now on.
          </p>
          {answer.secret && <NewSecret secret={answer.secret} info={info} onClose={onClose} />}
        </div>
      ) : (
        <div className={page.fields}>
          <EndpointFields info={info} profiles={profiles} chosen={chosen} onChoose={setChosen} draft={draft} onChange={(parts) => setDraft((now) => ({ ...now, ...parts }))} problems={tried ? problems : {}} />
          {fits && <WhatGoesOut profile={chosen} call={{ kind: "endpoint", deed }} />}
        </div>
      )}
    </Dialog>
  );
}
