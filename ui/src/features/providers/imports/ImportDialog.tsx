import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { Button } from "../../../components/Button";
import { Dialog } from "../../../components/Dialog";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { nothing } from "../../../core/client";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useChange, useCommand } from "../../../core/queries";
import { sourceFilter } from "../../../shell/filterText";
import { useActions } from "../../../shell/keys";
import { capturesSearch } from "../../../shell/search";
import { WhatGoesOut } from "../preview/WhatGoesOut";
import page from "../ProvidersPage.module.css";
import { Import } from "./Import";

export type ImportDialogProps = {
  profile: ProfileRow;
  info: ProviderInfo;
  /** The run whose deliveries they are, for providers that list by run. */
  run: string | undefined;
  onClose: () => void;
};

/** Stands for no source: what is imported is not checked. */
const NONE = "";

/** Asks which source a provider's log belongs to, and takes what it holds into the history. */
export function ImportDialog({ profile, info, run, onClose }: ImportDialogProps) {
  const listed = useCommand("sources.list", nothing);
  const sources = listed.data ?? [];
  const fitting = sources.find(({ source }) => source.scheme === info.scheme || source.name === info.id)?.source.name;
  const [typed, setSource] = useState<string | null>(null);
  const source = typed ?? fitting ?? NONE;
  const starting = useChange("imports.start");
  const started = starting.data?.import ?? null;
  const ofRun = run === undefined ? {} : { of: run };
  const start = () => starting.mutate({ profile: profile.name, ...ofRun, ...(source === NONE ? {} : { source }) });
  const act = started === null ? start : onClose;
  useActions([{ id: "imports.start", name: "Import", keys: ["Mod+Enter"], scope: "Providers", keyOnly: true, inDialog: true, enabled: !starting.isPending, waits: listed.isPending, run: act }]);
  return (
    <Dialog
      title={`Import from ${profile.name}`}
      description={`What ${info.name} keeps of its deliveries becomes captures, marked as imported and checked like all others. Nothing is sent.`}
      onClose={onClose}
      actions={
        <>
          {starting.error && (
            <p role="alert" className={page.refused}>
              {starting.error.message}
            </p>
          )}
          {started !== null && (
            <Link to="/" search={capturesSearch(source === NONE ? {} : { filter: sourceFilter(source) })} className="link">
              Show the captures
            </Link>
          )}
          <Button name={started === null ? "Import" : "Close"} look="primary" icon={started === null ? "download" : undefined} keys="Mod+Enter" disabled={starting.isPending || listed.isPending} onClick={act} />
        </>
      }
    >
      {started === null ? (
        <div className={page.fields}>
          <Field label="Source" hint="Its scheme and secrets check what comes.">
            <Select choices={[{ value: NONE, name: "None: unsorted" }, ...sources.map(({ source: { name } }) => ({ value: name, name }))]} value={source} onChange={setSource} />
          </Field>
          <WhatGoesOut profile={profile.name} call={{ kind: "list", ...ofRun }} summary="for the first page of its log" />
        </div>
      ) : (
        <Import number={started} />
      )}
    </Dialog>
  );
}
