import { EmptyState } from "../../../components/EmptyState";
import { type BenchDraft, hasRequest, isReadable } from "./draft";

export type MissingProps = {
  draft: BenchDraft;
  /** What would be here: `The check`. */
  what: string;
  /** No scheme is needed. */
  schemeless?: boolean;
  /** A secret is needed, too. */
  secret?: boolean;
};

/** What is still needed before there is anything to show. */
export function Missing({ draft, what, schemeless = false, secret = false }: MissingProps) {
  if (hasRequest(draft) && !isReadable(draft)) return <EmptyState title={`${what} waits`}>Something at the left cannot be read yet: it is marked there.</EmptyState>;
  const wanted = [!hasRequest(draft) && "a request", draft.scheme === null && !schemeless && "a scheme", secret && "a secret"].filter((one) => one !== false);
  return <EmptyState title={`${what} stands here`}>It needs {wanted.join(", then ") || "more"}. It follows every change at once, and nothing is stored.</EmptyState>;
}
