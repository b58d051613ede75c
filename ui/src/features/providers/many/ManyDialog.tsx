import { useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { formatPlural } from "../../../components/format";
import { Switch } from "../../../components/Switch";
import type { LogFilter } from "../../../core/generated/LogFilter";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useActions } from "../../../shell/keys";
import page from "../ProvidersPage.module.css";
import { WhatGoesOut } from "../preview/WhatGoesOut";
import { AskFields } from "../redeliver/AskFields";
import { emptyAsk, overrideProblem, plannedOf, withOf } from "../redeliver/askDraft";
import { wordsOf } from "../words";
import { Batch } from "./Batch";
import { type Chosen, countOf, oneOf } from "./chosen";

export type ManyDialogProps = {
  chosen: Chosen[];
  /** What finds those that were not read yet; `null` where only these are meant. */
  filter: LogFilter | null;
  onClose: () => void;
};

/** Asks before much is sent again, and shows how it goes. */
export function ManyDialog({ chosen, filter, onClose }: ManyDialogProps) {
  const call = useCall();
  const [draft, setDraft] = useState(emptyAsk);
  const [batches, setBatches] = useState<number[]>([]);
  const [further, setFurther] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [beginning, setBeginning] = useState(false);
  const begun = batches.length > 0;
  const [only] = chosen;
  const first = only?.deliveries[0];
  const unread = filter !== null && chosen.some(({ group }) => group.next !== null);
  const begin = async () => {
    for (const { group, deliveries } of chosen) {
      const which = further && filter !== null ? { filter } : { deliveries: deliveries.map(oneOf) };
      const { batch } = await call("profiles.redeliver_many", { profile: group.profile.name, ...which, ...withOf(group.info.can, draft) });
      setBatches((now) => [...now, batch]);
    }
  };
  const start = () => {
    setBeginning(true);
    const told = (thrown: unknown) => setProblem(asCallFailed(thrown).message);
    void begin().catch(told).finally(() => setBeginning(false));
  };
  const act = begun ? onClose : start;
  useActions([{ id: "many.send", name: "Redeliver them", keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, whileTyping: true, enabled: begun || !beginning, run: act }]);
  return (
    <Dialog
      title={`Redeliver ${formatPlural(countOf(chosen), "delivery", "deliveries")}`}
      onClose={onClose}
      actions={
        <>
          {problem && (
            <p role="alert" className={page.refused}>
              {problem}
            </p>
          )}
          <Button name={begun ? "Close" : "Redeliver them"} look="primary" icon={begun ? undefined : "send"} keys="Mod+Enter" disabled={!begun && beginning} onClick={act} />
        </>
      }
    >
      <div className={page.fields}>
        {!begun && (
          <ul>
            {chosen.map(({ group, deliveries }) => (
              <li key={group.profile.name}>
                <b className={page.heading}>{group.profile.name}</b>: {formatPlural(deliveries.length, "delivery", "deliveries")}. <span className="muted">{wordsOf(group.info).replay}</span>
              </li>
            ))}
          </ul>
        )}
        {!begun && only && chosen.length === 1 && <AskFields info={only.group.info} draft={draft} onChange={(parts) => setDraft((now) => ({ ...now, ...parts }))} />}
        {!begun && unread && <Switch name="Also those further back in the log" on={further} onChange={setFurther} hint="A thousand at most." />}
        {!begun && only && first && overrideProblem(draft) === null && (
          <WhatGoesOut profile={only.group.profile.name} call={plannedOf({ can: only.group.info.can, draft, id: first.id, delivery: first })} summary={countOf(chosen) > 1 ? `for the first of them, ${first.id}` : undefined} />
        )}
        {!begun && <p className="muted">One after the other. When the provider wants to be left alone, that is waited out.</p>}
        {batches.map((batch) => (
          <Batch key={batch} batch={batch} />
        ))}
      </div>
    </Dialog>
  );
}
