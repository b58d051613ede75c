import { Button } from "../../../components/Button";
import { Menu, type MenuEntry } from "../../../components/Menu";
import { type Segment, Segmented } from "../../../components/Segmented";
import { Strip } from "../../../components/Strip";
import type { RowsShown } from "../../../core/generated/RowsShown";
import type { RunDetail } from "../../../core/generated/RunDetail";
import styles from "./ResultStrip.module.css";
import { type RunOffers, saveEntries } from "./runActions";
import type { RunSearch } from "./runSearch";
import { dayTime, runWord } from "./words";

export type ResultStripProps = {
  detail: RunDetail;
  search: RunSearch;
  onChange: (change: RunSearch) => void;
  offers: Pick<RunOffers, "save">;
};

/** Which results are shown, in which order, beside which run. */
export function ResultStrip({ detail, search, onChange, offers }: ResultStripProps) {
  const { against, comparable } = detail;
  const now = Date.now();
  return (
    <div className={styles.strip}>
      <Strip>
        <h2 className={styles.title}>Results</h2>
        <Segmented label="Results" segments={segments(detail)} value={search.show ?? "all"} onChange={(show) => onChange({ show: show === "all" ? undefined : show })} />
        {against && <Order order={search.order ?? "regressed_first"} onChange={onChange} />}
        <span className="grow" />
        {against && (
          <Menu
            trigger={<Button name={`Against ${runWord(against.run)}, ${dayTime(against.started_at, now)}`} look="plain" iconAfter="down" small className={styles.against} />}
            entries={comparable.map(({ run, started_at, done, total }) => ({
              name: `${runWord(run)}, ${dayTime(started_at, now)}${done < total ? `, ${done} of ${total} sent` : ""}`,
              run: () => onChange({ against: run }),
              ...(run === against.run ? { icon: "check" as const } : {}),
            }))}
          />
        )}
        <Menu trigger={<Button name="Export" look="plain" icon="download" small />} entries={saveEntries(offers)} />
      </Strip>
    </div>
  );
}

type OrderProps = { order: NonNullable<RunSearch["order"]>; onChange: (change: RunSearch) => void };

function Order({ order, onChange }: OrderProps) {
  const entries: MenuEntry[] = [
    { name: "Regressed first", run: () => onChange({ order: undefined }) },
    { name: "As sent", run: () => onChange({ order: "as_sent" }) },
  ];
  return <Menu align="start" trigger={<Button name={order === "as_sent" ? "As sent" : "Regressed first"} look="plain" small className={styles.order} />} entries={entries} />;
}

function segments({ run, against, fixed, regressed, failed }: RunDetail): Segment<RowsShown>[] {
  const compared: Segment<RowsShown>[] = [
    { value: "fixed", name: "Fixed", count: fixed },
    { value: "regressed", name: "Regressed", count: regressed },
  ];
  return [{ value: "all", name: "All", count: run.done }, ...(against === null ? [] : compared), { value: "failed", name: "Not 2xx", count: failed }];
}
