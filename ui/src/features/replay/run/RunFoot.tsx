import { type KeyHint, KeyStrip } from "../../../components/KeyStrip";

export type RunFootProps = {
  /** There is a run to compare with. */
  compared: boolean;
};

/** The keys that are used most, and what becomes of the attempts. */
export function RunFoot({ compared }: RunFootProps) {
  const compare: KeyHint[] = compared ? [[["d"], "compare the answers"]] : [];
  return (
    <KeyStrip hints={[[["Enter"], "open attempt"], ...compare, [["r"], "replay one"]]}>
      <span className="grow" />
      <span className="cut">Every attempt is kept, also when you cancel</span>
    </KeyStrip>
  );
}
