import { useEffect } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Segmented } from "../../../components/Segmented";
import { Switch } from "../../../components/Switch";
import { TextField } from "../../../components/TextField";
import { useActions } from "../../../shell/keys";
import { useSignaturesSearch } from "../../../shell/signatures";
import bench from "../bench/Bench.module.css";
import { CapturePicker } from "../CapturePicker";
import { startOf } from "./lastProbe";
import { ProbeSigner } from "./ProbeSigner";
import { useStartProbe } from "./useStartProbe";

const origins: { value: "source" | "typed"; name: string }[] = [
  { value: "source", name: "A source's" },
  { value: "typed", name: "Typed" },
];

/** Which handler is probed, with whose signature and with which body. */
export function ProbeForm() {
  const { draft, change, start, starting, problem } = useStartProbe();
  const [{ capture }, go] = useSignaturesSearch();
  useEffect(() => {
    if (capture === undefined) return;
    change({ capture });
    // Said once: in the address it would undo what is chosen afterwards.
    go({ capture: undefined }, "replace");
    // `change` and `go` are new with every render; only the address matters.
  }, [capture]);
  const isReady = startOf(draft) !== null && !starting;
  const run = () => isReady && start(draft);
  useActions([{ id: "probe.start", name: "Probe the handler", keys: ["Mod+Enter"], scope: "Signatures", icon: "probe", run }]);
  const isRemote = problem?.code === "remote";
  return (
    <div className={bench.input}>
      <section className={bench.section} aria-label="What is probed">
        <Field label="URL of your handler" error={isRemote ? null : problem?.message} hint="Only this URL is asked. A handler on this machine is asked at full speed.">
          <TextField mono autoFocus value={draft.target} placeholder="http://localhost:3000/webhooks" onChange={(target) => change({ target, allowRemote: false })} />
        </Field>
        {(isRemote || draft.allowRemote) && <Switch name="Send to this address, which is not this machine" on={draft.allowRemote} onChange={(allowRemote) => change({ allowRemote })} hint={problem?.message ?? "About sixty requests, a few a second."} />}
      </section>
      <section className={bench.section} aria-labelledby="probe-signer">
        <div className={bench.head}>
          <h2 id="probe-signer" className={bench.heading}>
            Scheme and secret
          </h2>
          <Segmented label="Where they come from" segments={origins} value={draft.source === null ? "typed" : "source"} onChange={(from) => change({ source: from === "typed" ? null : "" })} />
        </div>
        <ProbeSigner draft={draft} change={change} />
      </section>
      <section className={bench.section} aria-labelledby="probe-body">
        <div className={bench.head}>
          <h2 id="probe-body" className={bench.heading}>
            Body
          </h2>
          <CapturePicker name={draft.capture ?? "Of a capture…"} onChoose={(chosen) => change({ capture: chosen })} />
          {draft.capture !== null && <Button name="Use a sample" small look="plain" onClick={() => change({ capture: null })} />}
        </div>
        <p className={bench.note}>{draft.capture === null ? "A sample of the provider's, with everything that re-serialising changes." : `The body and header fields of ${draft.capture}, signed afresh for each variant.`}</p>
        <Button name="Probe the handler" icon="probe" look="primary" keys="Mod+Enter" className={bench.start} disabled={!isReady} onClick={run} />
      </section>
    </div>
  );
}
