import { Button } from "../../../components/Button";
import { formatPlural } from "../../../components/format";
import { saveText } from "../../../components/saveFile";
import { Select } from "../../../components/Select";
import { Strip } from "../../../components/Strip";
import { nothing } from "../../../core/client";
import type { ExportProviderCalls } from "../../../core/generated/ExportProviderCalls";
import { useCall, useCommand } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useProvidersSearch } from "../../../shell/providers";
import { useToast } from "../../../shell/toasts";
import styles from "./CallList.module.css";
import { ANY, kinds } from "./callWords";

export type CallsStripProps = {
  /** What the list is narrowed to. */
  wanted: ExportProviderCalls;
  /** Calls that are listed; `undefined` while they are read. */
  count: number | undefined;
  /** There are no older ones. */
  isAll: boolean;
};

/** Which calls are listed, and all of them as a file. */
export function CallsStrip({ wanted, count, isAll }: CallsStripProps) {
  const [, change] = useProvidersSearch();
  const { data: profiles } = useCommand("profiles.list", nothing);
  const names = (profiles ?? []).map(({ name }) => ({ value: name, name }));
  const call = useCall();
  const toast = useToast();
  const save = async () => {
    try {
      const { file_name, text } = await call("provider_calls.export", wanted);
      saveText(file_name, text);
      toast({ message: `Saved as ${file_name}` });
    } catch (thrown) {
      toast({ message: asCallFailed(thrown).message });
    }
  };
  return (
    <Strip>
      <span className={styles.filter}>
        <Select label="Kind of call" choices={kinds} value={wanted.kind ?? ANY} onChange={(kind) => change({ kind: kind || undefined, call: undefined }, "replace")} />
      </span>
      <span className={styles.filter}>
        <Select label="Profile" choices={[{ value: ANY, name: "All profiles" }, ...names]} value={wanted.profile ?? ANY} onChange={(profile) => change({ profile: profile || undefined, call: undefined }, "replace")} />
      </span>
      <span className="grow" />
      {count !== undefined && count > 0 && (
        <>
          <span className="count" role="status" title="Redeliveries are kept, and of every other kind the newest 500 of a profile.">
            {!isAll && "newest "}
            {formatPlural(count, "call")}
          </span>
          <Button name="Save as a file" look="icon" icon="download" small onClick={() => void save()} />
        </>
      )}
    </Strip>
  );
}
