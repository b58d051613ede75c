import { Field } from "../../../components/Field";
import { type Choice, Select } from "../../../components/Select";
import { nothing } from "../../../core/client";
import { useCommand } from "../../../core/queries";
import { HERE } from "./draft";
import type { EndpointForm } from "./useEndpointForm";

const here: Choice<string> = { value: HERE, name: "This machine" };

export type CarrierFieldProps = { form: EndpointForm };

/** Who delivers: this machine, or a profile that takes deliveries. */
export function CarrierField({ form: { draft, change, problems } }: CarrierFieldProps) {
  const carriers = useCommand("endpoints.carriers", nothing).data ?? [];
  const known = carriers.map(({ profile, base_url }) => ({ value: profile, name: profile, hint: `Svix, ${hostOf(base_url)}` }));
  const gone = draft.deliveredBy !== HERE && !carriers.some(({ profile }) => profile === draft.deliveredBy);
  const choices = [here, ...known, ...(gone ? [{ value: draft.deliveredBy, name: draft.deliveredBy, hint: "no such profile" }] : [])];
  return (
    <Field label="Delivered by" hint={hintFor(draft.deliveredBy, known.length)} error={problems.deliveredBy}>
      <Select choices={choices} value={draft.deliveredBy} onChange={(deliveredBy) => change({ deliveredBy })} />
    </Field>
  );
}

function hintFor(deliveredBy: string, known: number): string | undefined {
  if (deliveredBy !== HERE) return "Svix signs, sends and tries again by its own schedule; its attempts show here. It takes JSON objects only.";
  return known === 0 ? "A Svix of your own, or a hosted one, can do it: add its profile under Providers." : undefined;
}

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url;
}
