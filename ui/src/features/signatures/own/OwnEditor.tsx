import { Bar } from "../../../components/Bar";
import { Button } from "../../../components/Button";
import { DefinitionEditor } from "../../../components/DefinitionEditor";
import { FailedState } from "../../../components/FailedState";
import { Icon } from "../../../components/Icon";
import { LoadingRows } from "../../../components/LoadingRows";
import { useActions } from "../../../shell/keys";
import { useSignaturesSearch } from "../../../shell/signatures";
import { keepBench } from "../bench/useBench";
import { keepOwn } from "./kept";
import styles from "./Own.module.css";
import { ownCopy } from "./ownCopy";
import { OwnCheck } from "./OwnCheck";
import { useOwn } from "./useOwn";
import { useOwnCheck } from "./useOwnCheck";
import { useRemoveOwn } from "./useRemoveOwn";

export type OwnEditorProps = {
  /** The id of a saved scheme, or `new`. */
  edit: string;
};

/** Writes a scheme in the catalogue's language, checked as one types. */
export function OwnEditor({ edit }: OwnEditorProps) {
  const removing = useRemoveOwn(edit);
  const own = useOwn(edit, removing.gone);
  const check = useOwnCheck(own.definition);
  const [, go] = useSignaturesSearch();
  const { definition, save, changed, busy } = own;
  const isNew = edit === "new";
  const problem = check.answer?.problem ?? null;
  const remove = () => removing.remove(own.saved);
  const onBench = () => {
    if (definition === null) return;
    keepBench({ scheme: isNew || changed ? { definition } : { id: edit } });
    go({ view: undefined, tab: undefined });
  };
  const duplicate = () => {
    if (definition === null) return;
    keepOwn("new", ownCopy(definition));
    go({ edit: "new" });
  };
  const unread = own.failure === null && own.saved === null && !isNew;
  const savable = definition !== null && problem === null && !busy && (isNew || changed);
  useActions([
    { id: "own.save", name: "Save the scheme", keys: ["Mod+Enter", "Mod+S"], scope: "Own schemes", icon: "bookmark", whileTyping: true, enabled: savable, waits: check.waiting && !savable && !busy, run: save },
    { id: "own.remove", name: "Delete the scheme", keys: [], scope: "Own schemes", icon: "x", enabled: !isNew, waits: unread, run: remove },
    { id: "own.bench", name: "Try the scheme on the bench", keys: ["b"], scope: "Own schemes", icon: "signatures", enabled: definition !== null, waits: unread && definition === null, run: onBench },
  ]);
  if (own.failure) return <FailedState title={`There is no scheme ${edit}`} message={own.failure.message} />;
  if (definition === null) return <LoadingRows rows={6} columns={2} />;
  const refusal = own.refusal ?? removing.refusal;
  return (
    <section className={styles.editor} aria-label={isNew ? "New scheme" : `Scheme ${edit}`}>
      <Bar>
        <h2 className="strong cut grow">{isNew ? "New scheme" : edit}</h2>
        {changed && <Button name={isNew ? "Start over" : "Undo changes"} look="plain" onClick={own.revert} />}
        {!isNew && <Button name="Duplicate" look="icon" icon="copy" onClick={duplicate} />}
        {!isNew && <Button name="Delete" look="danger" onClick={remove} disabled={removing.gone || unread} />}
        <Button name="Bench" icon="signatures" onClick={onBench} />
        <Button name={isNew ? "Save scheme" : "Save"} look="primary" keys="Mod+Enter" disabled={!savable} onClick={save} />
      </Bar>
      {refusal && (
        <p className={styles.refused} role="alert">
          <Icon name="warn" size={14} />
          {refusal}
        </p>
      )}
      <div className={styles.scroll}>
        <div className={styles.definition}>
          <DefinitionEditor value={definition} onChange={own.change} problem={problem} tall />
        </div>
        <OwnCheck check={check} />
      </div>
    </section>
  );
}
