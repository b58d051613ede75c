import type { RequestBody } from "../../core/generated/RequestBody";
import { BodyEnds, shownSlices } from "../../evidence/BodyEnds";
import type { DrawBody } from "../../evidence/SignedBytes";
import { bytesOf } from "./bytes";

/** Draws the body of a request that is at hand. */
export function drawingOf(body: RequestBody): DrawBody {
  const bytes = bytesOf(body);
  const [first, last] = shownSlices(bytes.length);
  const end = last === undefined ? null : bytes.slice(last.start, last.end);
  return () => <BodyEnds beginning={bytes.slice(first.start, first.end)} end={end} length={bytes.length} />;
}
