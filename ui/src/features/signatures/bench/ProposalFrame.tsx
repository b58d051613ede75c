import { useState } from "react";
import { Button } from "../../../components/Button";
import { CodeBlock } from "../../../components/CodeBlock";
import { Frame } from "../../../components/Frame";
import { VerdictMark } from "../../../components/VerdictMark";
import type { Proposal } from "../../../core/generated/Proposal";
import { Steps } from "../../../evidence/Steps";
import { useSignaturesSearch } from "../../../shell/signatures";
import { drawingOf } from "../drawBody";
import { keepOwn } from "../own/kept";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";
import { requestOf, verifyOf } from "./draft";
import type { Bench } from "./useBench";

export type ProposalFrameProps = {
  proposal: Proposal;
  bench: Bench;
  /** The simplest one. */
  first: boolean;
};

/** A scheme that was found, what proves it, and how to keep it. */
export function ProposalFrame({ proposal, bench, first }: ProposalFrameProps) {
  const { definition, sentences, verification } = proposal;
  const [shown, setShown] = useState(first);
  const [, go] = useSignaturesSearch();
  // The search knows no clock; the check here does.
  const check = useLive("signature.verify", shown ? verifyOf({ ...bench.draft, scheme: { definition } }) : null);
  const save = () => {
    keepOwn("new", definition);
    go({ view: "own", edit: "new", capture: undefined });
  };
  const use = () => {
    bench.change({ scheme: { definition } });
    go({ tab: undefined });
  };
  const head = (
    <>
      <VerdictMark verdict={verification.verdict} />
      <span className="grow" />
      <Button name={shown ? "Hide the definition" : "Show the definition"} look="plain" small onClick={() => setShown(!shown)} />
    </>
  );
  return (
    <Frame head={head}>
      <div className={styles.proposal}>
        <ul className={styles.sentences}>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {shown && <CodeBlock text={definition.trimEnd()} />}
        <div className={styles.buttons}>
          <Button name="Save as a scheme of your own…" look={first ? "primary" : "default"} icon="bookmark" onClick={save} />
          <Button name="Check with it" icon="check" onClick={use} />
        </div>
      </div>
      {check.answer && <Steps verification={check.answer} drawBody={drawingOf(requestOf(bench.draft).body)} />}
    </Frame>
  );
}
