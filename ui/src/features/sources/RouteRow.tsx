import { Button } from "../../components/Button";
import { Segmented } from "../../components/Segmented";
import { Select } from "../../components/Select";
import { TextField } from "../../components/TextField";
import type { Endpoint } from "../../core/generated/Endpoint";
import type { Route } from "../../core/generated/Route";
import styles from "./SourceDialog.module.css";

export type RouteRowProps = {
  route: Route;
  /** All there are. */
  endpoints: Endpoint[];
  onChange: (part: Partial<Route>) => void;
  onRemove: () => void;
  /** Shows the endpoint. */
  onOpen: () => void;
};

/** Which captures of a source go to one endpoint, and how. */
export function RouteRow({ route, endpoints, onChange, onRemove, onOpen }: RouteRowProps) {
  const chosen = endpoints.find(({ id }) => id === route.endpoint);
  const name = chosen?.name ?? "an endpoint";
  const choose = (endpoint: string) => {
    const signs = endpoints.some(({ id, scheme }) => id === endpoint && scheme !== null);
    onChange({ endpoint, resign: route.resign && signs });
  };
  return (
    <div className={styles.route}>
      <div className={styles.line}>
        <Select label="Endpoint" choices={endpoints.map(({ id, name, url }) => ({ value: id, name, hint: url }))} value={route.endpoint} onChange={choose} />
        <Button name={`Open ${name}`} look="icon" icon="arrowright" small onClick={onOpen} />
        <Button name={`Remove the route to ${name}`} look="icon" icon="x" small onClick={onRemove} />
      </div>
      <div className={styles.line}>
        <TextField mono aria-label={`Filter of the route to ${name}`} value={route.filter} onChange={(filter) => onChange({ filter })} placeholder="All, or such as type:invoice.*" />
        <Segmented
          label={`What ${name} gets`}
          segments={[{ value: "kept", name: "As it came" }, { value: "afresh", name: "Signed afresh", disabled: chosen?.scheme === null }]}
          value={route.resign ? "afresh" : "kept"}
          onChange={(how) => onChange({ resign: how === "afresh" })}
        />
      </div>
      {chosen && !chosen.enabled && <p className={styles.aside}>{name} is disabled: deliveries to it wait.</p>}
    </div>
  );
}
