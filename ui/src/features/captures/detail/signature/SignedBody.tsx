import { formatCount } from "../../../../components/format";
import { useBytes } from "../../../../core/useBytes";
import { BodyEnds, shownSlices } from "../../../../evidence/BodyEnds";

export type SignedBodyProps = { capture: string; length: number };

/** A capture's body among the signed bytes; only what is shown is fetched. */
export function SignedBody({ capture, length }: SignedBodyProps) {
  const path = `captures/${capture}/body`;
  const [first, last] = shownSlices(length);
  const beginning = useBytes(path, first).data;
  const end = useBytes(last ? path : null, last).data;
  if (!beginning || (last && !end)) return `body, ${formatCount(length)} B`;
  return <BodyEnds beginning={beginning.bytes} end={end?.bytes ?? null} length={length} />;
}
