import { useRef, useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Icon } from "../../../components/Icon";
import { LeaveQuestion } from "../../../components/LeaveQuestion";
import type { EndpointOverview } from "../../../core/generated/EndpointOverview";
import { useDeliveriesSearch } from "../../../shell/deliveries";
import { useActions } from "../../../shell/keys";
import { useToast } from "../../../shell/toasts";
import { HERE } from "./draft";
import { ExtrasSections } from "./ExtrasSections";
import { PaceSection } from "./PaceSection";
import { ScheduleSection } from "./ScheduleSection";
import { SignatureSection } from "./SignatureSection";
import styles from "./EndpointDialog.module.css";
import { useEndpointForm } from "./useEndpointForm";
import { WhereSection } from "./WhereSection";

export type EndpointDialogProps = {
  /** `null` adds an endpoint. */
  opened: EndpointOverview | null;
  onClose: () => void;
};

/** What only matters while this machine delivers. */
const ours = ["schedule", "speed", "rate", "concurrency", "timeout"] as const;

/** Everything about one endpoint, in the order in which a delivery meets it. */
export function EndpointDialog({ opened, onClose }: EndpointDialogProps) {
  const form = useEndpointForm(opened);
  const [leaving, setLeaving] = useState(false);
  const [, change] = useDeliveriesSearch();
  const toast = useToast();
  // What is hidden must not hold a mistake that nobody sees.
  const here = form.draft.deliveredBy === HERE || ours.some((field) => form.problems[field]);
  const sections = useRef<HTMLDivElement>(null);
  const save = async () => {
    const saved = await form.save();
    if (saved === null) return showProblem(sections.current);
    toast({ message: opened === null ? `Endpoint ${saved.endpoint.name} added` : `Endpoint ${saved.endpoint.name} saved` });
    change({ endpoint: saved.endpoint.id }, "replace");
    onClose();
  };
  useActions([{ id: "endpoints.save", name: "Save the endpoint", keys: ["Mod+Enter"], scope: "Endpoint", run: () => void save(), enabled: !leaving, inDialog: true, whileTyping: true, keyOnly: true }]);
  return (
    <Dialog
      title={opened === null ? "Add an endpoint" : `Endpoint ${opened.endpoint.name}`}
      size="large"
      onClose={() => (form.changed ? setLeaving(true) : onClose())}
      actions={
        <>
          <Refused message={form.refusal} />
          <Button name={opened === null ? "Add endpoint" : "Save"} look="primary" keys="Mod+Enter" disabled={form.busy} onClick={() => void save()} />
        </>
      }
    >
      <div ref={sections} className={styles.sections}>
        <WhereSection form={form} />
        <SignatureSection form={form} />
        {here && <ScheduleSection form={form} />}
        {here && <PaceSection form={form} />}
        <ExtrasSections form={form} />
      </div>
      {leaving && <LeaveQuestion onLeave={onClose} onStay={() => setLeaving(false)} />}
    </Dialog>
  );
}

/** Brings what is wrong into sight, once it is drawn. */
function showProblem(sections: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const [wrong] = sections?.querySelectorAll<HTMLElement>("[aria-invalid=true], [role=alert]") ?? [];
    wrong?.closest("details")?.setAttribute("open", "");
    wrong?.scrollIntoView({ block: "nearest" });
    wrong?.focus();
  });
}

function Refused({ message }: { message: string | null }) {
  if (message === null) return <span className="grow" />;
  return (
    <p className={styles.refused} role="alert">
      <Icon name="warn" size={14} />
      <span className="selectable">{message}</span>
    </p>
  );
}
