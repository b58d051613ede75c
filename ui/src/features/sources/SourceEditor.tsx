import { useState } from "react";
import { Dialog } from "../../components/Dialog";
import { FailedState } from "../../components/FailedState";
import { nothing } from "../../core/client";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { useCommand } from "../../core/queries";
import type { SourcePreset } from "../../shell/intents";
import { SourceDialog } from "./SourceDialog";

export type SourceEditorProps = {
  /** `null` adds a source. */
  name: string | null;
  /** What it begins with, besides what is saved. */
  preset?: SourcePreset;
  onClose: () => void;
};

/** Adds or edits a source. */
export function SourceEditor({ name, preset = {}, onClose }: SourceEditorProps) {
  const sources = useCommand("sources.list", nothing);
  const schemes = useCommand("schemes.list", nothing);
  // Kept as it was found: a new name or someone else's change must not end the editing.
  const [opened, setOpened] = useState<SourceOverview | null>(null);
  const found = sources.data?.find(({ source }) => source.name === name);
  if (opened === null && found !== undefined) setOpened(found);
  // A new source is called after its scheme's provider, unless that name is taken.
  if (name === null && preset.scheme !== undefined && (sources.isPending || schemes.isPending)) return null;
  if (name === null || opened !== null) return <SourceDialog opened={opened} preset={preset} onClose={onClose} />;
  return (
    <Dialog title={`Source ${name}`} onClose={onClose}>
      {sources.error && <FailedState title="Cannot read the sources" message={sources.error.message} onRetry={() => void sources.refetch()} />}
      {sources.data && <FailedState title={`There is no source ${name}`} message="It was removed. Its captures stay and keep its name." />}
    </Dialog>
  );
}
