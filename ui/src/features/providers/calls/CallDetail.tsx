import { FailedState } from "../../../components/FailedState";
import { formatDateTime, formatDuration } from "../../../components/format";
import { LoadingRows } from "../../../components/LoadingRows";
import { StatusCode } from "../../../components/StatusCode";
import { useCommand } from "../../../core/queries";
import { OutcomeMark } from "../OutcomeMark";
import page from "../ProvidersPage.module.css";
import { Outcome } from "../redeliver/Outcome";
import sections from "../redeliver/RedeliverPane.module.css";
import { CallExchange } from "./CallExchange";
import { answerWord, operationWord } from "./callWords";
import { stageWords } from "./stageWords";

export type CallDetailProps = { id: string };

/** One call: how far it came where something was sent again, and what was said, credentials taken out. */
export function CallDetail({ id }: CallDetailProps) {
  const { data, error, refetch } = useCommand("provider_calls.detail", { id });
  if (error && !data) return <FailedState title="Cannot show this call" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={6} columns={2} />;
  const { attempt, redelivery, subject } = data;
  const name = operationWord(data.operation);
  const stage = redelivery && stageWords(redelivery.stage);
  const took = attempt && `in ${formatDuration(attempt.timing.total_micros)}`;
  return (
    <section className={page.pane} aria-label={[name, subject].filter(Boolean).join(" ")}>
      <header className={page.head}>
        <div className={page.line}>
          <h2 className={page.name} title={subject ?? name}>
            {name} {subject !== null && <span className="muted">{subject}</span>}
          </h2>
          {stage ? <OutcomeMark outcome={stage.mark} word={stage.word} filled /> : <StatusCode status={attempt?.status ?? null} word={answerWord(attempt)} />}
        </div>
        <p className="muted cut">{[formatDateTime(data.at), took, data.provider, data.profile].filter(Boolean).join(" · ")}</p>
      </header>
      <div className={sections.sections}>
        {redelivery && <Outcome title="How far it came" row={redelivery} copyable={false} />}
        <CallExchange call={data} />
      </div>
    </section>
  );
}
