import { useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";
import { Splitter } from "../../../components/Splitter";
import { Strip } from "../../../components/Strip";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useActions } from "../../../shell/keys";
import { useProvidersSearch } from "../../../shell/providers";
import sent from "../deliveries/DeliveriesTable.module.css";
import { readKey } from "../deliveries/deliveryKey";
import type { ProfileDeeds } from "../deliveries/profileDeeds";
import page from "../ProvidersPage.module.css";
import { useRows } from "../useRows";
import { infoOf } from "../words";
import { EndpointDetail } from "./EndpointDetail";
import { endpointLines, noEndpointWords } from "./endpointLines";
import { EndpointTable } from "./EndpointTable";
import { NewEndpointDialog } from "./NewEndpointDialog";
import { useEndpoints } from "./useEndpoints";

export type EndpointsPaneProps = {
  infos: ProviderInfo[];
  /** One, or all of them. */
  profiles: ProfileRow[];
  deeds: ProfileDeeds;
};

const hints: KeyHint[] = [
  [["j", "k"], "move"],
  [["Enter"], "open"],
  [["n"], "new endpoint"],
  [["u"], "refresh"],
  [["?"], "all keys"],
];

/** Where providers send to, and what their API lets one do about it. */
export function EndpointsPane({ infos, profiles, deeds }: EndpointsPaneProps) {
  const [{ endpoint: open }, change] = useProvidersSearch();
  const { groups, readFurther, refresh } = useEndpoints(profiles, infos);
  const lines = endpointLines(groups);
  const ids = lines.map((line) => (line.kind === "endpoint" ? line.key : null));
  const rows = useRows({ ids, open, reading: lines.some(({ kind }) => kind === "waiting"), onOpen: (endpoint) => change({ endpoint }, "replace") });
  const detail = useRef<HTMLDivElement>(null);
  const enter = () => (rows.cursor === null ? rows.moveTo(0) : detail.current?.focus());
  const [adding, setAdding] = useState(false);
  const makers = profiles.filter(({ provider }) => infoOf(infos, provider).endpoints.can.includes("create"));
  useActions([
    ...rows.moves({ scope: "Providers", id: "endpoints", row: "endpoint" }),
    { id: "endpoints.open", name: "Open", keys: ["Enter"], scope: "Providers", keyOnly: true, run: enter },
    { id: "endpoints.new", name: "Make an endpoint at the provider", keys: ["n"], scope: "Providers", icon: "plus", enabled: makers.length > 0, run: () => setAdding(true) },
    { id: "endpoints.refresh", name: "Read the endpoints again", keys: ["u"], scope: "Providers", icon: "replays", run: refresh },
  ]);
  const asked = readKey(open);
  const group = groups.find(({ profile }) => profile.name === asked?.profile);
  const endpoint = group?.rows.find(({ id }) => id === asked?.id);
  const [only] = profiles;
  const lacking = profiles.length === 1 && only && !infoOf(infos, only.provider).endpoints.can.includes("list");
  if (lacking) return <EmptyState title="No endpoints here">{noEndpointWords(infoOf(infos, only.provider))}</EmptyState>;
  return (
    <>
      <Splitter
        name="provider-endpoints"
        label="List and endpoint"
        share={0.55}
        least={[300, 380]}
        first={
          <section className={sent.pane} aria-label="Endpoints">
            <Strip>
              <span className="grow" />
              {makers.length > 0 && <Button name="New endpoint…" icon="plus" keys="n" small onClick={() => setAdding(true)} />}
              <Button name="Refresh" look="icon" icon="replays" keys="u" small onClick={refresh} />
            </Strip>
            <EndpointTable lines={lines} rows={rows} deeds={deeds} onFurther={readFurther} onEnter={enter} />
            <KeyStrip hints={hints} />
          </section>
        }
        second={
          <div ref={detail} tabIndex={-1} className={page.pane}>
            {group && endpoint ? (
              <EndpointDetail key={open} group={group} endpoint={endpoint} onChanged={refresh} />
            ) : (
              <EmptyState title="No endpoint is open">Choose one to see what it gets, and to change it where the provider&apos;s API can.</EmptyState>
            )}
          </div>
        }
      />
      {adding && <NewEndpointDialog infos={infos} profiles={makers} onMade={refresh} onClose={() => setAdding(false)} />}
    </>
  );
}
