// A request that was not sent yet, as text to read. Pure.
import { linesOf } from "../../../components/headerLines";
import type { PreviewedRequest } from "../../../core/generated/PreviewedRequest";

/** Method and URL, the fields in their order, and the body below them. */
export function requestText({ method, url, headers, body }: Pick<PreviewedRequest, "method" | "url" | "headers" | "body">): string {
  const head = `${method} ${url}\n${linesOf(headers)}`;
  return body === "" ? head : `${head}\n\n${body}`;
}
