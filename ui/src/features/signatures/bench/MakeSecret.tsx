import { Button } from "../../../components/Button";
import { EmptyState } from "../../../components/EmptyState";
import type { MadeSecret } from "../../../core/generated/MadeSecret";
import { useChange } from "../../../core/queries";
import { canSign } from "./draft";
import { Missing } from "./Missing";
import type { Bench } from "./useBench";

export type MakeSecretProps = {
  bench: Bench;
  /** Keys come in pairs. */
  pair: boolean;
};

/** What signing still needs; a secret can be made up. */
export function MakeSecret({ bench: { draft, change }, pair }: MakeSecretProps) {
  const make = useChange("signature.new_secret");
  const { scheme } = draft;
  if (scheme === null || canSign(draft, pair)) return <Missing draft={draft} what="The signed request" secret={!canSign(draft, pair)} />;
  const put = ({ signing, verifying }: MadeSecret) => change({ secretsFrom: "typed", secrets: [verifying], privateKey: pair ? signing : "" });
  const run = () => make.mutate({ scheme }, { onSuccess: put });
  return (
    <EmptyState title="The signed request stands here" action={<Button name={pair ? "Make up a key pair" : "Make up a secret"} icon="signatures" disabled={make.isPending} onClick={run} />}>
      {make.error?.message ?? (pair ? "It needs a private key, which providers keep to themselves: make up a pair, and give your handler its public half." : "It needs a secret: type the one that your handler knows, or make one up.")}
    </EmptyState>
  );
}
