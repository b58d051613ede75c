import { Button } from "../../../../components/Button";
import { nothing } from "../../../../core/client";
import type { CreatedEmulated } from "../../../../core/generated/CreatedEmulated";
import { useCommand } from "../../../../core/queries";
import { useIntents } from "../../../../shell/intents";
import page from "../../ProvidersPage.module.css";
import { ValueRow } from "../../ValueRow";
import { capital, type ProviderWords } from "../../words";

export type MadeProps = { made: CreatedEmulated; words: ProviderWords; onClose: () => void };

/** What a client needs to ask for what was made, and what its receiver needs to check it. */
export function Made({ made, words, onClose }: MadeProps) {
  const { editSource } = useIntents();
  const schemes = useCommand("schemes.list", nothing).data;
  const scheme = schemes?.find(({ id }) => id === words.id || id.startsWith(`${words.id}-`))?.id;
  const check = () => {
    onClose();
    editSource(null, { name: words.id, secret: made.secret, ...(scheme === undefined ? {} : { scheme }) });
  };
  return (
    <div className={page.fields}>
      <ul className={page.values}>
        <ValueRow name={capital(words.record[0])} value={made.id} />
        <ValueRow name="Base URL" value={made.base_url} />
        <ValueRow name="API key" value={made.api_key} secret />
        <ValueRow name="Signing secret" value={made.secret} secret />
      </ul>
      <div className={page.line}>
        <p className="muted grow">To see its webhook verified here, a source needs the signing secret.</p>
        <Button name="Add a source with it…" onClick={check} />
      </div>
    </div>
  );
}
