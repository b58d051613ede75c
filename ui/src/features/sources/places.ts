// Where in the editor a refusal of the core belongs; one of no field stands at the foot.
import type { CallFailed } from "../../core/transport";
import type { SourceDraft } from "./draft";

/** A refusal and its place. */
export type Refusal = { field: keyof SourceDraft | null; message: string };

/** The fields of the argument, by the field of the draft that they are made of. */
const fields: Record<string, keyof SourceDraft> = {
  name: "name",
  scheme: "scheme",
  secrets: "addSecrets",
  handshake_values: "handshakeValues",
  public_url: "publicUrl",
  forward_to: "forwardTo",
  forward_mode: "forwardMode",
  routes: "routes",
  "response.delay_ms": "delay",
  "response.headers": "headers",
  "response.steps": "steps",
};

/** Where to show a refusal. */
export function placeOf({ field, message }: CallFailed): Refusal {
  return { field: fields[field ?? ""] ?? null, message };
}
