import { CodeBlock } from "../../../components/CodeBlock";
import { FailedState } from "../../../components/FailedState";
import { linesOf } from "../../../components/headerLines";
import { LoadingRows } from "../../../components/LoadingRows";
import { useCommand } from "../../../core/queries";
import { OutcomeMark } from "../OutcomeMark";
import page from "../ProvidersPage.module.css";
import { Outcome } from "../redeliver/Outcome";
import sections from "../redeliver/RedeliverPane.module.css";
import { stageWords } from "./stageWords";

export type CallDetailProps = { id: string };

/** One redelivery: how far it came, what was said, and the exact exchange, the credential taken out. */
export function CallDetail({ id }: CallDetailProps) {
  const { data, error, refetch } = useCommand("redeliveries.detail", { id });
  if (error) return <FailedState title="Cannot show this redelivery" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={6} columns={2} />;
  const { mark, word } = stageWords(data.stage);
  return (
    <section className={page.pane} aria-label={`Redelivery of ${data.asked}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h2 className={page.name} title={data.asked}>
            {data.asked}
          </h2>
          <OutcomeMark outcome={mark} word={word} filled />
        </div>
        <p className="muted cut">{[data.provider, data.profile, data.target_url].filter(Boolean).join(" · ")}</p>
      </header>
      <div className={sections.sections}>
        <Outcome title="How far it came" row={data} />
        {data.attempt !== null && <Exchange attempt={data.attempt} />}
      </div>
    </section>
  );
}

function Exchange({ attempt: id }: { attempt: string }) {
  const { data, error } = useCommand("attempts.detail", { id });
  if (error) return <p className={sections.section}>{error.message}</p>;
  if (!data) return null;
  const { attempt, request_headers, answer, answer_text } = data;
  return (
    <section className={sections.section} aria-label="The exchange">
      <h3 className={page.heading}>What was asked</h3>
      <CodeBlock text={`${attempt.method} ${attempt.target}\n${linesOf(request_headers)}`} wrap />
      {answer && (
        <>
          <h3 className={page.heading}>What was answered</h3>
          <CodeBlock text={`${answer.status}\n${linesOf(answer.headers)}\n\n${answer_text ?? ""}`.trimEnd()} wrap />
        </>
      )}
    </section>
  );
}
