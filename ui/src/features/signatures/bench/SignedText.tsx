import { CodeBlock } from "../../../components/CodeBlock";
import { formatBytes } from "../../../components/format";
import { linesOf } from "../../../components/headerLines";
import type { RequestFields } from "../../../core/generated/RequestFields";
import { bytesOf } from "../bytes";

/** A body up to here is shown. */
const SHOWN = 4096;

export type SignedTextProps = { request: RequestFields };

/** A request as it reads; a long or binary body by its size. */
export function SignedText({ request: { method, url, headers, body } }: SignedTextProps) {
  const head = `${method} ${url}\n${linesOf(headers)}`;
  const text = "text" in body && body.text.length <= SHOWN ? body.text : `(${formatBytes(bytesOf(body).length)} body)`;
  return <CodeBlock wrap copyable={false} text={text === "" ? head : `${head}\n\n${text}`} />;
}
