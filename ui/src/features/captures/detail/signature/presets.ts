// What the source editor begins with, told by a capture. Pure.
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SourcePreset } from "../../../../shell/intents";

/** Names as they can stand in a path. */
const NAME = /^[a-z0-9_-][a-z0-9._-]{0,63}$/;

/** A preset for a capture's source; a new one takes the path that the capture came by. */
export function presetFor({ capture, source_id }: CaptureDetail, preset: SourcePreset): SourcePreset {
  const [, first = ""] = capture.target.split(/[/?#]/);
  return source_id === null && NAME.test(first) && first !== "unsorted" ? { ...preset, name: first } : preset;
}
