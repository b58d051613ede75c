import { Button } from "../../../components/Button";
import { useChange, useCommand } from "../../../core/queries";
import page from "../ProvidersPage.module.css";
import { importWords } from "./importWords";

export type ImportProps = { number: number };

/** How far an import is, and a way out of it. */
export function Import({ number }: ImportProps) {
  const { data, error } = useCommand("imports.status", { import: number });
  const cancel = useChange("imports.cancel");
  if (error) return <p className={page.refused}>{error.message}</p>;
  if (!data) return null;
  return (
    <div className={page.fields}>
      <div className={page.line}>
        <p className="grow" role="status">
          {importWords(data)}
        </p>
        {!data.finished && <Button name="Cancel" icon="stop" small onClick={() => cancel.mutate({ import: number })} />}
      </div>
      {data.problem && <p className={page.refused}>{data.problem}</p>}
    </div>
  );
}
