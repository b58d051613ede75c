import { Button } from "../../../components/Button";
import { useSignaturesSearch } from "../../../shell/signatures";
import { keepOwn } from "../own/kept";
import { DefinitionEditor } from "../../../components/DefinitionEditor";
import { useLive } from "../useLive";
import styles from "./Bench.module.css";

export type BenchDefinitionProps = { definition: string; onChange: (definition: string) => void };

/** A definition that is tried here before it is saved. */
export function BenchDefinition({ definition, onChange }: BenchDefinitionProps) {
  const [, go] = useSignaturesSearch();
  const { answer } = useLive("schemes.check", { definition, subject: null, secrets: null });
  const save = () => {
    keepOwn("new", definition);
    go({ view: "own", edit: "new" });
  };
  return (
    <>
      <DefinitionEditor value={definition} onChange={onChange} problem={answer?.problem ?? null} />
      <Button name="Save as a scheme of your own…" icon="bookmark" className={styles.start} disabled={answer === null || answer.problem !== null} onClick={save} />
    </>
  );
}
