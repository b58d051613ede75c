import { Button } from "../../../../components/Button";
import { CodeBlock } from "../../../../components/CodeBlock";
import { FailedState } from "../../../../components/FailedState";
import { formatDateTime } from "../../../../components/format";
import { LoadingRows } from "../../../../components/LoadingRows";
import { useCommand } from "../../../../core/queries";
import { OutcomeMark } from "../../OutcomeMark";
import { outcomeOfStatus } from "../../outcome";
import page from "../../ProvidersPage.module.css";
import { capital, type ProviderWords } from "../../words";

export type RecordDetailProps = { id: string; words: ProviderWords; onRedeliver: () => void };

/** One thing that an emulation holds, with what its webhook carries. */
export function RecordDetail({ id, words, onRedeliver }: RecordDetailProps) {
  const { data, error, refetch } = useCommand("emulations.detail", { provider: words.id, id }, { keepPrevious: true });
  const [one] = words.record;
  if (error) return <FailedState title={`Cannot show this ${one}`} message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={6} columns={2} />;
  const facts: [string, string | null][] = [
    [capital(one), data.id],
    ["Its webhook", data.delivery_status === data.status ? null : data.delivery_status],
    ["Made", formatDateTime(data.created_at)],
  ];
  return (
    <section className={page.pane} aria-label={`${capital(one)} ${data.id}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h3 className={page.name} title={data.event_type}>
            {data.event_type}
          </h3>
          <Button name="Redeliver…" icon="send" keys="r" onClick={onRedeliver} />
        </div>
        <p className={page.line}>
          <OutcomeMark outcome={outcomeOfStatus(data.status)} word={data.status} filled />
          <span className="muted cut">{data.webhook_url ?? "It points nowhere."}</span>
        </p>
      </header>
      <div className={page.scroll}>
        <dl className={page.facts}>
          {facts.map(
            ([name, value]) =>
              value !== null && (
                <div key={name}>
                  <dt>{name}</dt>
                  <dd className="selectable">{value}</dd>
                </div>
              ),
          )}
        </dl>
        <h4 className={page.heading}>Body of its webhook</h4>
        {data.payload === null ? <p className="muted">None: it is not final, or it cannot be sent again.</p> : <CodeBlock text={data.payload} wrap />}
      </div>
    </section>
  );
}
