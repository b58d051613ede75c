import { CodeBlock } from "../../../components/CodeBlock";
import { CopyButton } from "../../../components/CopyButton";
import { linesOf } from "../../../components/headerLines";
import type { ProviderCallDetail } from "../../../core/generated/ProviderCallDetail";
import { useCall } from "../../../core/queries";
import page from "../ProvidersPage.module.css";
import sections from "../redeliver/RedeliverPane.module.css";
import { cutWords } from "./callWords";

export type CallExchangeProps = { call: ProviderCallDetail };

/** What was asked and what was answered, as it was said, but for credentials. */
export function CallExchange({ call }: CallExchangeProps) {
  const ask = useCall();
  const { id, attempt, answer, request_headers, request_text, request_cut, answer_text } = call;
  if (attempt === null) return <p className={sections.section}>It was not answered yet. If Hookwright was ended meanwhile, nobody knows what came of it.</p>;
  return (
    <section className={sections.section} aria-label="The exchange">
      <div className={page.line}>
        <h3 className={`${page.heading} grow`}>What was asked</h3>
        <CopyButton name="Copy as cURL" withWord text={async () => (await ask("provider_calls.as_curl", { id })).text} />
      </div>
      <CodeBlock text={message(`${attempt.method} ${attempt.target}`, linesOf(request_headers), request_text)} wrap />
      <Cut words={cutWords({ size: attempt.request_size, cut: request_cut, text: request_text })} />
      <h3 className={page.heading}>What was answered</h3>
      {answer === null ? (
        <p className={sections.words}>{attempt.failure?.message ?? "Nothing."}</p>
      ) : (
        <>
          <CodeBlock text={message(String(answer.status), linesOf(answer.headers), answer_text)} wrap />
          <Cut words={cutWords({ size: attempt.response_size, cut: answer.truncated, text: answer_text })} />
        </>
      )}
    </section>
  );
}

function Cut({ words }: { words: string | null }) {
  return words === null ? null : <p className="faint">{words}</p>;
}

function message(first: string, fields: string, body: string | null): string {
  return `${first}\n${fields}\n\n${body ?? ""}`.trimEnd();
}
