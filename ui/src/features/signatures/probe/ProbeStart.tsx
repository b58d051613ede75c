import { Splitter } from "../../../components/Splitter";
import { EarlierProbes } from "./EarlierProbes";
import { ProbeForm } from "./ProbeForm";

/** What to probe at the left, what was probed before at the right. */
export function ProbeStart() {
  return <Splitter name="probe-start" label="Handler and earlier probes" share={0.46} least={[380, 360]} first={<ProbeForm />} second={<EarlierProbes />} />;
}
