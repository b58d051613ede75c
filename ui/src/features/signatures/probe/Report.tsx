import { useState } from "react";
import { Button } from "../../../components/Button";
import { classes } from "../../../components/classes";
import { CopyButton } from "../../../components/CopyButton";
import { formatDateTime, formatDuration, formatPlural } from "../../../components/format";
import { Menu } from "../../../components/Menu";
import { saveText } from "../../../components/saveFile";
import { Splitter } from "../../../components/Splitter";
import { Strip } from "../../../components/Strip";
import type { ProbeFormat } from "../../../core/generated/ProbeFormat";
import type { ProbeReport } from "../../../core/generated/ProbeReport";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useToast } from "../../../shell/toasts";
import { ExchangeDialog } from "./ExchangeDialog";
import { Exchanges } from "./Exchanges";
import { inOrder } from "./findingWords";
import { Findings } from "./Findings";
import styles from "./Probe.module.css";

export type ReportProps = { id: string; report: ProbeReport; onAgain: () => void };

/** What a handler does: findings at the left, what was sent and answered at the right. */
export function Report({ id, report, onAgain }: ReportProps) {
  const call = useCall();
  const worst = inOrder(report.findings)[0];
  const [open, setOpen] = useState<string | null>(worst?.result === "fail" ? worst.check : null);
  const [shown, setShown] = useState<number | null>(null);
  const marked = report.findings.find(({ check }) => check === open)?.exchanges ?? [];
  const exchange = shown === null ? undefined : report.exchanges[shown];
  const show = useToast();
  const exported = (format: ProbeFormat) => call("probes.export", { id, format });
  const copy = async () => (await exported("markdown")).text;
  const save = async (format: ProbeFormat) => {
    try {
      const { file_name, text } = await exported(format);
      saveText(file_name, text);
      show({ message: `Saved as ${file_name}` });
    } catch (thrown) {
      show({ message: asCallFailed(thrown).message });
    }
  };
  return (
    <>
      <div className={styles.strip}>
        <Strip>
          <span className="data cut" title={report.target}>{report.target}</span>
          <span className={styles.fact}>{report.scheme}</span>
          <span className={classes(styles.fact, styles.longer)}>
            secret <span className="data">{report.secret_hint}</span>
          </span>
          <span className="grow" />
          <span className="count" title={formatDateTime(report.started_at)}>
            {formatPlural(report.exchanges.length, "request")} in {formatDuration(report.elapsed_ms * 1000)}
          </span>
          <CopyButton name="Copy report" text={copy} withWord />
          <Menu
            trigger={<Button name="Export" look="plain" icon="download" small />}
            entries={[
              { name: "Markdown: a report for a ticket", run: () => void save("markdown") },
              { name: "JSON: every request and its answer", run: () => void save("json") },
            ]}
          />
          <Button name="Probe again" icon="probe" look="primary" small keys="Mod+Enter" onClick={onAgain} />
        </Strip>
      </div>
      <Splitter
        name="probe"
        label="Findings and requests"
        share={0.48}
        least={[360, 400]}
        first={<Findings report={report} open={open} onOpen={setOpen} />}
        second={<Exchanges exchanges={report.exchanges} marked={marked} onOpen={setShown} />}
      />
      {exchange !== undefined && <ExchangeDialog exchange={exchange} onClose={() => setShown(null)} />}
    </>
  );
}
