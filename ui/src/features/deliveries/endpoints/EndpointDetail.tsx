import { Button } from "../../../components/Button";
import { formatDateTime } from "../../../components/format";
import { Menu } from "../../../components/Menu";
import { schemeTitle } from "../../../components/schemeWords";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { SchedulePreview } from "../schedule/SchedulePreview";
import { sentence } from "../words";
import { DeliveriesOfEndpoint } from "./DeliveriesOfEndpoint";
import styles from "./EndpointDetail.module.css";
import { endpointFacts } from "./endpointFacts";
import { HealthMark } from "./HealthMark";
import type { EndpointDeeds } from "./useEndpointDeeds";
import type { EndpointRow } from "./useEndpointList";

export type EndpointDetailProps = {
  row: EndpointRow;
  deeds: EndpointDeeds;
  onEdit: () => void;
  onRemove: () => void;
};

/** One endpoint: how it does, its schedule, what it was sent last, how it is delivered to. */
export function EndpointDetail({ row: { overview, health, answers }, deeds, onEdit, onRemove }: EndpointDetailProps) {
  const { endpoint, schedule } = overview;
  const scheme = useCommand("schemes.list", nothing).data?.find(({ id }) => id === endpoint.scheme);
  return (
    <section className={styles.detail} aria-label={`Endpoint ${endpoint.name}`}>
      <header className={styles.head}>
        <div className={styles.line}>
          <h2 className={styles.name} title={endpoint.name}>
            {endpoint.name}
          </h2>
          <Button name="Send a test" icon="send" keys="t" onClick={deeds.test} />
          <Button name="Edit" look="icon" icon="edit" keys="e" onClick={onEdit} />
          <Menu
            align="end"
            trigger={<Button look="icon" name="More" icon="dots" />}
            entries={[
              { name: endpoint.enabled ? "Disable" : "Enable", icon: endpoint.enabled ? "pause" : "play", keys: "p", run: deeds.toggle },
              { name: "Show its deliveries", icon: "deliveries", run: deeds.showDeliveries },
              "separator",
              { name: "Remove…", icon: "x", keys: "Delete", danger: true, run: onRemove },
            ]}
          />
        </div>
        <p className={styles.facts}>
          <HealthMark health={health} look="badge" />
          <span className="cut">{[endpoint.enabled && health.detail, endpoint.url].filter(Boolean).join(" · ")}</span>
        </p>
      </header>
      <div className={styles.content}>
        {!endpoint.enabled && (
          <p className={styles.off}>
            <span className="grow">Its deliveries wait until it is enabled. {endpoint.disabled_because && sentence(endpoint.disabled_because)}</span>
            <Button name="Enable" icon="play" onClick={deeds.toggle} />
          </p>
        )}
        {schedule && endpoint.handed_to === null && <SchedulePreview view={schedule} speed={endpoint.manner.speed} facts={false} />}
        <DeliveriesOfEndpoint answers={answers} onAll={deeds.showDeliveries} />
        <h3 className={styles.heading}>How it is delivered to</h3>
        <dl className={styles.pairs}>
          {endpointFacts(overview, scheme ? schemeTitle(scheme) : null).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd className="selectable">{value}</dd>
            </div>
          ))}
          <div>
            <dt>Made</dt>
            <dd>{formatDateTime(endpoint.created_at)}</dd>
          </div>
        </dl>
      </div>
    </section>
  );
}
