import { ScheduleField } from "../schedule/ScheduleField";
import { SpeedField } from "../schedule/SpeedField";
import { FormSection } from "./FormSection";
import type { EndpointForm } from "./useEndpointForm";

export type ScheduleSectionProps = { form: EndpointForm };

/** When what failed is tried again, and how fast that time goes by. */
export function ScheduleSection({ form: { draft, change, problems } }: ScheduleSectionProps) {
  return (
    <FormSection name="Schedule" lead="When a failed delivery is tried again, and how fast that time goes by.">
      <SpeedField value={draft.speed} onChange={(speed) => change({ speed })} error={problems.speed} />
      <ScheduleField value={draft.schedule} onChange={(schedule) => change({ schedule })} speed={Math.max(1, Number(draft.speed) || 1)} problem={problems.schedule} />
    </FormSection>
  );
}
