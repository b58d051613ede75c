import { useState } from "react";
import { Button } from "../../../components/Button";
import type { ProviderEndpoint } from "../../../core/generated/ProviderEndpoint";
import page from "../ProvidersPage.module.css";
import sections from "../redeliver/RedeliverPane.module.css";
import { DeedDialog } from "./DeedDialog";
import { type Deed, deedsOf, deedWords } from "./deeds";
import { EnabledMark } from "./EnabledMark";
import type { EndpointGroup } from "./endpointLines";

export type EndpointDetailProps = { group: EndpointGroup; endpoint: ProviderEndpoint; onChanged: () => void };

/** One endpoint of a provider, and what its API lets one do about it. */
export function EndpointDetail({ group: { profile, info }, endpoint, onChanged }: EndpointDetailProps) {
  const [asked, setAsked] = useState<Deed | null>(null);
  const { id, url, name, events, enabled, hint } = endpoint;
  const title = name ?? url ?? id;
  const facts: [string, string | null][] = [["URL", url], ["Id", id], ["Events", events.length === 0 ? null : events.join(", ")], ["Secret", hint], ["Profile", profile.name]];
  return (
    <section className={page.pane} aria-label={`Endpoint ${title}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h2 className={page.name} title={title}>
            {title}
          </h2>
          {enabled !== null && <EnabledMark enabled={enabled} filled />}
        </div>
        <div className={`${page.line} ${page.wrap}`}>
          {deedsOf(info.endpoints.can, enabled).map((deed) => (
            <Button key={deed} name={deedWords(deed, info.name).button} icon={deedWords(deed, info.name).icon} onClick={() => setAsked(deed)} />
          ))}
          {info.endpoints.can.length === 1 && <p className="muted">{info.name} has no call to change it.</p>}
        </div>
      </header>
      <div className={sections.sections}>
        <section className={sections.section} aria-label="What it is">
          <dl className={page.facts}>
            {facts.map(
              ([fact, value]) =>
                value !== null && (
                  <div key={fact}>
                    <dt>{fact}</dt>
                    <dd className="data selectable">{value}</dd>
                  </div>
                ),
            )}
          </dl>
        </section>
      </div>
      {asked !== null && <DeedDialog deed={asked} info={info} profile={profile.name} endpoint={endpoint} onDone={onChanged} onClose={() => setAsked(null)} />}
    </section>
  );
}
