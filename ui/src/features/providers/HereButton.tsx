import { Button } from "../../components/Button";
import { nothing } from "../../core/client";
import { useCommand } from "../../core/queries";

export type HereButtonProps = {
  provider: string;
  onChoose: (url: string) => void;
};

/** Fills in our own receiver: a source of this provider where there is one, else its usual path. */
export function HereButton({ provider, onChoose }: HereButtonProps) {
  const sources = useCommand("sources.list", nothing).data ?? [];
  const receiver = useCommand("receiver.status", nothing).data?.url;
  const source = sources.find(({ source: { scheme, name } }) => scheme === provider || scheme?.startsWith(`${provider}-`) || name === provider);
  const url = source?.ingest_url ?? (receiver ? `${receiver.replace(/\/$/, "")}/${provider}` : null);
  if (url === null) return null;
  const name = source ? `To the source ${source.source.name}` : "To this receiver";
  return <Button name={name} look="plain" small title={url} onClick={() => onChoose(url)} />;
}
