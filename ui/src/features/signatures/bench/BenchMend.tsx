import { Button } from "../../../components/Button";
import { nothing } from "../../../core/client";
import type { Cause } from "../../../core/generated/Cause";
import { useCommand } from "../../../core/queries";
import { changeOf } from "./mend";
import type { Bench } from "./useBench";

export type BenchMendProps = { cause: Cause; bench: Bench };

/** Changes what lies on the bench so that it verifies. */
export function BenchMend({ cause, bench: { draft, change } }: BenchMendProps) {
  const sources = useCommand("sources.list", nothing).data?.map(({ source }) => source) ?? [];
  const mend = cause.mend && changeOf(cause.mend, draft, sources);
  return mend && <Button name={mend.name} look="primary" icon="mend" onClick={() => change(mend.part)} />;
}
