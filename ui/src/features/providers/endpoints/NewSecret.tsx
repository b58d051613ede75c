import { Button } from "../../../components/Button";
import { nothing } from "../../../core/client";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCommand } from "../../../core/queries";
import { useIntents } from "../../../shell/intents";
import page from "../ProvidersPage.module.css";
import { ValueRow } from "../ValueRow";

export type NewSecretProps = { secret: string; info: ProviderInfo; onClose: () => void };

/** A signing secret that is told this once, and the way to a source that checks with it. */
export function NewSecret({ secret, info, onClose }: NewSecretProps) {
  const { editSource } = useIntents();
  const sources = useCommand("sources.list", nothing).data ?? [];
  const source = sources.find(({ source }) => source.scheme === info.scheme || source.name === info.id)?.source.name ?? null;
  const use = () => {
    onClose();
    editSource(source, source === null ? { name: info.id, secret, ...(info.scheme === null ? {} : { scheme: info.scheme }) } : { secret });
  };
  return (
    <>
      <ul className={page.values}>
        <ValueRow name="Signing secret" value={secret} secret />
      </ul>
      <div className={page.line}>
        <p className="muted grow">It is shown this once. To see what comes verified here, a source needs it.</p>
        <Button name={source === null ? "Add a source with it…" : `Give it to the source ${source}…`} onClick={use} />
      </div>
    </>
  );
}
