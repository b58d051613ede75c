import { useClipboard } from "../../components/clipboard";
import { useState } from "react";
import { useActions } from "../../shell/keys";
import { CopyButton } from "../../components/CopyButton";
import { Mark } from "../../components/Mark";
import { nothing } from "../../core/client";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import { useCommand } from "../../core/queries";
import { SchemeSecret } from "../../evidence/SchemeSecret";
import styles from "./FirstStart.module.css";
import { OwnSchemeDialog } from "./OwnSchemeDialog";
import { SchemeDialog } from "./SchemeDialog";
import { SenderStep } from "./SenderStep";
import { TestStep } from "./TestStep";
import { useFirstStart } from "./useFirstStart";

/** The way from nothing to the first capture. */
export function FirstStart() {
  const first = useFirstStart();
  const writeText = useClipboard();
  const [open, setOpen] = useState<"all" | "own" | null>(null);
  const { scheme, url, name, reading, failure } = first;
  const code = failure?.code;
  const close = () => setOpen(null);
  const own = ({ id }: SchemeSummary) => {
    first.choose(id);
    close();
  };
  const copy = () => void (url && writeText(url));
  useActions([{ id: "sources.copy_address", name: "Copy the address", keys: ["c"], scope: "First start", icon: "copy", run: copy, enabled: url !== null, waits: reading }]);
  return (
    <div className={styles.page}>
      <div className={styles.column}>
        <Mark size={40} className={styles.mark} />
        <Opening />
        <ol className={styles.steps}>
          <li className={styles.step}>
            <h3 className={styles.heading}>Choose who sends</h3>
            <SenderStep schemes={first.schemes} scheme={scheme} onChoose={first.choose} onAll={() => setOpen("all")} onOwn={() => setOpen("own")} />
          </li>
          <li className={styles.step}>
            <h3 className={styles.heading}>Point it here</h3>
            <div className={styles.address}>
              {!reading && <Address url={url} name={name} />}
              {url && <CopyButton text={url} withWord keys="c" />}
            </div>
            {scheme && (
              <SchemeSecret
                label={scheme.public_key ? "Public key of the sender" : "Signing secret, kept encrypted on this machine"}
                aside="Empty: one is made up for tests"
                scheme={scheme}
                value={first.secret}
                onChange={first.setSecret}
                error={code === "cannot_sign" ? failure?.message : null}
              />
            )}
          </li>
          <li className={styles.step}>
            <h3 className={styles.heading}>See the first one arrive</h3>
            <TestStep
              scheme={scheme}
              url={url}
              sending={first.sending}
              onSend={first.send}
              error={failure && code !== "cannot_sign" ? failure.message : null}
            />
          </li>
        </ol>
      </div>
      {open === "all" && <SchemeDialog value={scheme?.id ?? null} onChoose={first.choose} onClose={close} />}
      {open === "own" && <OwnSchemeDialog onSaved={own} onClose={close} />}
    </div>
  );
}

function Opening() {
  const status = useCommand("receiver.status", nothing).data;
  const listens = status === undefined || status.url !== null;
  return (
    <>
      <h2 className={styles.title}>{listens ? "Listening. Nothing has arrived yet." : "Not listening. Nothing can arrive."}</h2>
      <p className={listens ? styles.lead : styles.bad}>
        {listens
          ? "Every request to this address is kept byte for byte and checked. Nothing leaves this machine."
          : (status.problem ?? "The receiver is paused. Let it listen again at the foot of the sidebar.")}
      </p>
    </>
  );
}

function Address({ url, name }: { url: string | null; name: string }) {
  if (url === null) return <span className="muted">The address appears here once the receiver listens.</span>;
  const base = url.slice(0, url.length - name.length - 1);
  return (
    <span className={`data cut selectable ${styles.url}`} title={url}>
      {base}
      <span className={styles.name}>{name}</span>/
    </span>
  );
}
