// Under which field a refusal of the core belongs. The core names what it refuses
// in its message; what fits no field stands at the foot.
import type { CallFailed } from "../../core/transport";
import type { SourceDraft } from "./draft";

/** A refusal and its place. */
export type Refusal = { field: keyof SourceDraft | null; message: string };

/** Where to show a refusal, given what was sent. */
export function placeOf({ code, message }: CallFailed, draft: SourceDraft): Refusal {
  return { field: fieldOf(code, message, draft), message };
}

function fieldOf(code: string, message: string, draft: SourceDraft): Refusal["field"] {
  if (code === "unknown_scheme") return "scheme";
  if (code === "cannot_sign") return "addSecrets";
  if (code === "name_taken" || /^a source (named|needs)/.test(message)) return "name";
  if (draft.publicUrl !== "" && message.includes(draft.publicUrl)) return "publicUrl";
  if (draft.forwardTo.some((target) => target !== "" && message.includes(target))) return "forwardTo";
  if (/^a delay/.test(message)) return "delay";
  if (/steps are too many/.test(message)) return "steps";
  if (/header|cannot be sent|set by the connection/.test(message)) return "headers";
  return null;
}
