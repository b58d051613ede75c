import { Button } from "../../../components/Button";
import { formatPlural } from "../../../components/format";
import { Select } from "../../../components/Select";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useActions } from "../../../shell/keys";
import type { Deeds } from "../useDeeds";
import { countIn } from "../words";
import { sinces } from "./deadFilter";
import styles from "./RecoverBar.module.css";

export type RecoverBarProps = { filter: string; deeds: Deeds };

/** Which dead letters, how many they are, and what recovering does. */
export function RecoverBar({ filter, deeds }: RecoverBarProps) {
  const [{ filter: endpoint = "", since = "" }, change] = useDeliveriesSearch();
  const counts = useCommand("deliveries.counts", nothing).data;
  const outline = useCommand("deliveries.outline", { filter });
  const total = outline.data?.total ?? 0;
  const endpoints = [
    { value: "", name: "To all endpoints" },
    ...(counts?.by_endpoint ?? [])
      .map(({ name, by_state }) => ({ value: name, name: `To ${name}`, hint: String(countIn(by_state, "failed")) }))
      .filter(({ hint, value }) => hint !== "0" || value === endpoint),
  ];
  const recover = () => deeds.perform("recover", { chosen: { filter }, count: total });
  useActions([{ id: "deliveries.recoverAll", name: "Recover all dead letters shown", keys: ["R"], scope: "Deliveries", icon: "replays", enabled: total > 0, waits: outline.isPending, run: recover }]);
  return (
    <div className={styles.bar}>
      <div className={styles.chosen}>
        <Select label="Endpoint" choices={endpoints} value={endpoint} onChange={(next) => change({ filter: next })} />
        <Select label="Since" choices={sinces} value={since} onChange={(next) => change({ since: next })} />
      </div>
      <p className={styles.words}>{total === 0 ? "Nothing to recover." : "Recovering starts each schedule anew, with the same message id."}</p>
      <Button name={total === 0 ? "Recover" : `Recover ${formatPlural(total, "dead letter")}…`} look={total === 0 ? "default" : "primary"} icon="replays" keys="R" disabled={total === 0} onClick={recover} />
    </div>
  );
}
