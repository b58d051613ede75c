import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import { useChange } from "../../../core/queries";
import { hasSecrets } from "./draft";
import { Missing } from "./Missing";
import type { Bench } from "./useBench";

export type MakeSecretProps = { bench: Bench };

/** What signing still needs; a secret can be made up. */
export function MakeSecret({ bench: { draft, change } }: MakeSecretProps) {
  const make = useChange("signature.new_secret");
  const { scheme } = draft;
  if (scheme === null || hasSecrets(draft)) return <Missing draft={draft} what="The signed request" secret={!hasSecrets(draft)} />;
  const run = () =>
    make.mutate({ scheme }, { onSuccess: ({ signing, verifying }) => change({ secretsFrom: "typed", secrets: signing === verifying ? [signing] : [signing, verifying] }) });
  return (
    <EmptyState title="The signed request stands here" action={<Button name="Make up a secret" icon="signatures" disabled={make.isPending} onClick={run} />}>
      {make.error?.message ?? "It needs a secret: type the one that your handler knows, or make one up."}
    </EmptyState>
  );
}
