import { Button } from "../../../components/Button";
import { formatPlural } from "../../../components/format";
import type { ImportProgress } from "../../../core/generated/ImportProgress";
import { useChange, useCommand } from "../../../core/queries";
import page from "../ProvidersPage.module.css";

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

/** `3 of 5 deliveries imported. 1 was here before. 1 is kept without its request.` */
export function importWords({ seen, imported, known, without_body, finished, cancelled }: ImportProgress): string {
  const words = [
    `${imported} of ${formatPlural(seen, "delivery", "deliveries")} imported${finished ? "" : " so far"}.`,
    known > 0 && `${formatPlural(known, "was", "were")} here before.`,
    without_body > 0 && `${formatPlural(without_body, "is", "are")} kept without its request.`,
    cancelled && "Cancelled.",
  ];
  return words.filter((word) => word !== false).join(" ");
}
