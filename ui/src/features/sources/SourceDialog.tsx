import { useRef, useState } from "react";
import { useDeliveriesSearch } from "../../shell/deliveries";
import type { SourcePreset } from "../../shell/intents";
import { useActions } from "../../shell/keys";
import { useCapturesSearch } from "../../shell/search";
import { useToast } from "../../shell/toasts";
import { Button } from "../../components/Button";
import { Dialog } from "../../components/Dialog";
import { Icon } from "../../components/Icon";
import { LeaveQuestion } from "../../components/LeaveQuestion";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { AddressSection } from "./AddressSection";
import { ForwardSection } from "./ForwardSection";
import { HandshakeSection } from "./HandshakeSection";
import { RemoveQuestion } from "./RemoveQuestion";
import { ResponseSection } from "./ResponseSection";
import { RoutesSection } from "./RoutesSection";
import { SignatureSection } from "./SignatureSection";
import styles from "./SourceDialog.module.css";
import { testWords } from "./testWords";
import { useSourceForm } from "./useSourceForm";

export type SourceDialogProps = {
  /** `null` adds a source. */
  opened: SourceOverview | null;
  preset: SourcePreset;
  onClose: () => void;
};

/** Everything about one source, in the order in which a request meets it. */
export function SourceDialog({ opened, preset, onClose }: SourceDialogProps) {
  const form = useSourceForm(opened, preset);
  const [removing, setRemoving] = useState(false);
  /** What follows once it is settled that changes are thrown away. */
  const [leaving, setLeaving] = useState<(() => void) | null>(null);
  const [, openDeliveries] = useDeliveriesSearch();
  const [, openCapture] = useCapturesSearch();
  const toast = useToast();
  const sections = useRef<HTMLDivElement>(null);
  const secret = useRef<HTMLElement>(null);
  const { saved, changed, busy } = form;
  const save = async () => {
    if (await form.save()) onClose();
    else showProblem(sections.current);
  };
  const leave = (go: () => void) => (changed ? setLeaving(() => go) : go());
  const openEndpoint = (endpoint?: string) =>
    leave(() => {
      openDeliveries({ view: "endpoints", endpoint });
      onClose();
    });
  const test = async () => {
    const sent = await form.test();
    if (sent === null) return showProblem(sections.current);
    toast({ message: testWords(sent) });
    if (sent.capture === null) return;
    openCapture({ capture: sent.capture });
    onClose();
  };
  useActions([{ id: "sources.save", name: "Save the source", keys: ["Mod+Enter"], scope: "Source", run: () => void save(), enabled: leaving === null && !removing, inDialog: true, whileTyping: true, keyOnly: true }]);
  return (
    <Dialog
      title={saved === null ? "Add a source" : `Source ${saved.source.name}`}
      // Who came with a scheme has the secret still to paste.
      {...(preset.scheme && !preset.secret ? { initialFocus: secret } : {})}
      onClose={() => leave(onClose)}
      actions={
        <>
          {saved && <Button name="Remove…" look="danger" onClick={() => setRemoving(true)} />}
          <Refused message={form.refusal} />
          <Button name={changed ? "Save and test" : "Send a test delivery"} icon="send" disabled={busy} onClick={() => void test()} />
          <Button name={saved === null ? "Add source" : "Save"} look="primary" keys="Mod+Enter" disabled={busy} onClick={() => void save()} />
        </>
      }
    >
      <div
        ref={(element) => {
          sections.current = element;
          secret.current = element?.querySelector<HTMLElement>("input[type=password]") ?? null;
        }}
        className={styles.sections}
      >
        <SignatureSection form={form} />
        <HandshakeSection form={form} />
        <AddressSection form={form} />
        <ForwardSection form={form} />
        <RoutesSection form={form} onOpenEndpoint={openEndpoint} />
        <ResponseSection form={form} />
      </div>
      {leaving && <LeaveQuestion onLeave={leaving} onStay={() => setLeaving(null)} />}
      {removing && saved && <RemoveQuestion source={saved.source} onRemoved={onClose} onClose={() => setRemoving(false)} />}
    </Dialog>
  );
}

/** Brings what is wrong into sight, once it is drawn. */
function showProblem(sections: HTMLElement | null): void {
  requestAnimationFrame(() => {
    const [wrong] = sections?.querySelectorAll<HTMLElement>("[aria-invalid=true], [role=alert]") ?? [];
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
