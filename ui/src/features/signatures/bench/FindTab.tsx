import { EmptyState } from "../../../components/EmptyState";
import type { Proposals } from "../../../core/generated/Proposals";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { hasSecrets, isReadable, requestOf, secretsOf } from "./draft";
import { LiveResult } from "./LiveResult";
import { Missing } from "./Missing";
import { ProposalFrame } from "./ProposalFrame";
import type { Bench } from "./useBench";

export type FindTabProps = { bench: Bench };

/** Searches how the request was signed, given the secret: what is proposed verifies it. */
export function FindTab({ bench }: FindTabProps) {
  const { draft } = bench;
  const ready = isReadable(draft) && hasSecrets(draft);
  const live = useLive("signature.propose", ready ? { subject: { request: requestOf(draft) }, secrets: secretsOf(draft) } : null);
  const missing = ready ? null : <Missing draft={draft} what="The scheme of an unknown sender" schemeless secret={!hasSecrets(draft)} />;
  return (
    <LiveResult live={live} failed="This cannot be searched" missing={missing}>
      {(proposals) => (proposals.found.length === 0 ? <NothingFound proposals={proposals} /> : <Found proposals={proposals} bench={bench} />)}
    </LiveResult>
  );
}

function Found({ proposals: { found, tried }, bench }: { proposals: Proposals; bench: Bench }) {
  return (
    <>
      <div className={styles.block}>
        <p className="muted" role="status">
          {found.length === 1 ? "One rule explains the signature" : `${found.length} rules explain the signature, the simplest first`}, out of {tried.toLocaleString("en-US")} that were tried.
        </p>
        {found.map((proposal, index) => (
          <ProposalFrame key={proposal.definition} proposal={proposal} bench={bench} first={index === 0} />
        ))}
      </div>
    </>
  );
}

function NothingFound({ proposals: { tried, remains } }: { proposals: Proposals }) {
  return (
    <EmptyState title="No rule explains the signature">
      <p>{tried.toLocaleString("en-US")} were tried with this secret.</p>
      {remains.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
    </EmptyState>
  );
}
