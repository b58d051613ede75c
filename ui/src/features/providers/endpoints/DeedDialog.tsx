import { Link } from "@tanstack/react-router";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import type { ProviderEndpoint } from "../../../core/generated/ProviderEndpoint";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useChange } from "../../../core/queries";
import { useActions } from "../../../shell/keys";
import { keyText } from "../deliveries/deliveryKey";
import { WhatGoesOut } from "../preview/WhatGoesOut";
import page from "../ProvidersPage.module.css";
import { type Deed, deedWords } from "./deeds";
import { NewSecret } from "./NewSecret";

export type DeedDialogProps = {
  deed: Deed;
  info: ProviderInfo;
  profile: string;
  endpoint: ProviderEndpoint;
  /** It may be another one now. */
  onDone: () => void;
  onClose: () => void;
};

/** Asks before a provider changes an endpoint, and shows what came of it. */
export function DeedDialog({ deed: kind, info, profile, endpoint, onDone, onClose }: DeedDialogProps) {
  const changing = useChange("profiles.change_endpoint");
  const deed = { kind, id: endpoint.id };
  const { title, words, act, done } = deedWords(kind, info.name);
  const answer = changing.data;
  const run = answer ? onClose : () => changing.mutate({ profile, deed }, { onSuccess: onDone });
  useActions([{ id: "endpoints.do", name: act, keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, enabled: !changing.isPending, run }]);
  return (
    <Dialog
      title={title}
      description={endpoint.url ?? endpoint.name ?? endpoint.id}
      onClose={onClose}
      actions={
        <>
          {changing.error && (
            <p role="alert" className={page.refused}>
              {changing.error.message}
            </p>
          )}
          <Button name={answer ? "Close" : act} look="primary" keys="Mod+Enter" disabled={changing.isPending} onClick={run} />
        </>
      }
    >
      <div className={page.fields}>
        {answer ? (
          <p role="status">
            {done} {info.name} answered {answer.status}.
          </p>
        ) : (
          <>
            <p>{words}</p>
            <WhatGoesOut profile={profile} call={{ kind: "endpoint", deed }} />
          </>
        )}
        {answer?.secret && <NewSecret secret={answer.secret} info={info} onClose={onClose} />}
        {answer && kind === "rotate_secret" && answer.secret === null && <p className="muted">The answer does not tell it: copy it from {info.name}&apos;s own pages.</p>}
        {answer?.delivery && (
          <Link to="/providers" search={{ profile, delivery: keyText({ profile, id: answer.delivery }) }} className="link">
            Show the delivery
          </Link>
        )}
      </div>
    </Dialog>
  );
}
