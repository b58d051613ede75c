import { Badge } from "../../../../components/Badge";
import { CodeBlock } from "../../../../components/CodeBlock";
import { FailedState } from "../../../../components/FailedState";
import { formatDateTime, formatDuration } from "../../../../components/format";
import { LoadingRows } from "../../../../components/LoadingRows";
import { StatusCode } from "../../../../components/StatusCode";
import { useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import { troubleWord } from "./troubleWord";

export type RequestDetailProps = { id: string };

/** What was asked and what was answered, credentials taken out. */
export function RequestDetail({ id }: RequestDetailProps) {
  const { data, error, refetch } = useCommand("emulations.call", { id });
  if (error) return <FailedState title="Cannot show this request" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={6} columns={1} />;
  const facts = [formatDateTime(data.at), `in ${formatDuration(data.took_micros)}`, data.operation, data.organization ?? "nobody's key"];
  return (
    <section className={page.pane} aria-label={`Request ${data.method} ${data.target}`}>
      <header className={page.head}>
        <div className={page.line}>
          <h3 className={page.name} title={data.target}>
            {data.operation ?? `${data.method} ${data.target}`}
          </h3>
          {data.trouble !== null && <Badge tone="warn">On purpose: {troubleWord(data.trouble)}</Badge>}
          <StatusCode status={data.status} />
        </div>
        <p className="muted cut">{facts.filter((fact) => fact !== null).join(" · ")}</p>
      </header>
      <div className={page.scroll}>
        <h4 className="label">Asked</h4>
        <CodeBlock text={message(data.request_head, data.request_body)} wrap />
        <h4 className="label">Answered</h4>
        {data.status === null ? <p className="muted">Nothing.</p> : <CodeBlock text={message(data.response_head, data.response_body)} wrap />}
      </div>
    </section>
  );
}

function message(head: string, body: string): string {
  return `${head.trimEnd()}\n\n${body}`.trimEnd();
}
