import { useState } from "react";
import { nothing } from "../../core/client";
import type { NewSource } from "../../core/generated/NewSource";
import type { SchemeSummary } from "../../core/generated/SchemeSummary";
import type { SourceOverview } from "../../core/generated/SourceOverview";
import { unchanged } from "../../core/sourceEdit";
import { useCall, useCommand } from "../../core/queries";
import { asCallFailed, type CallFailed } from "../../core/transport";
import { freshName } from "./senders";

/** What the three steps of the first page share. */
export type FirstStartState = {
  schemes: SchemeSummary[];
  /** `null` checks no signature. */
  scheme: SchemeSummary | null;
  choose: (scheme: string | null) => void;
  /** What the source is or will be called. */
  name: string;
  /** Where it receives; `null` while nothing listens. */
  url: string | null;
  /** What the address follows from is still being read. */
  reading: boolean;
  secret: string;
  setSecret: (secret: string) => void;
  /** Sends a test delivery, after making the source when it is not there. */
  send: () => void;
  sending: boolean;
  failure: CallFailed | null;
};

/** Chooses a sender, makes its source when it is needed, and sends the first delivery. */
export function useFirstStart(): FirstStartState {
  const known = useCommand("schemes.list", nothing);
  const listed = useCommand("sources.list", nothing);
  const status = useCommand("receiver.status", nothing);
  const schemes = known.data ?? [];
  const sources = listed.data ?? [];
  // Until both are read, the source would get another name than it is going to have.
  const base = known.data && listed.data ? (status.data?.url ?? null) : null;
  const [chosen, setChosen] = useState<string | null>("stripe-v1");
  const [secret, setSecret] = useState("");
  const [sending, setSending] = useState(false);
  const [failure, setFailure] = useState<CallFailed | null>(null);
  const arrange = useArrange();
  const call = useCall();
  const scheme = schemes.find((one) => one.id === chosen) ?? null;
  const existing = sources.find(({ source }) => source.scheme === chosen);
  const name = existing?.source.name ?? freshName(scheme?.provider ?? null, sources.map(({ source }) => source.name));
  const send = async () => {
    setSending(true);
    setFailure(null);
    try {
      await arrange(existing, name, chosen, secret);
      const { attempt } = await call("sources.test", { source: name });
      if (attempt.failure) throw { code: "failed", message: attempt.failure.message };
    } catch (thrown) {
      setFailure(asCallFailed(thrown));
    } finally {
      setSending(false);
    }
  };
  const choose = (id: string | null) => {
    setChosen(id);
    setFailure(null);
  };
  const url = base === null ? null : `${base}/${name}/`;
  const reading = known.isPending || listed.isPending || status.isPending;
  return { schemes, scheme, choose, name, url, reading, secret, setSecret, send: () => void send(), sending, failure };
}

/** Makes the source, or gives the one that is there the secret that was typed since. */
function useArrange() {
  const call = useCall();
  const [stored, setStored] = useState<string | null>(null);
  return async (existing: SourceOverview | undefined, name: string, scheme: string | null, secret: string) => {
    if (existing === undefined) await call("sources.add", firstSource(name, scheme, secret));
    else if (secret !== "" && secret !== stored) await call("sources.edit", withSecret(existing, secret));
    setStored(secret);
  };
}

function firstSource(name: string, scheme: string | null, secret: string): NewSource {
  return {
    name,
    scheme,
    secrets: secret === "" ? [] : [secret],
    tolerance_seconds: null,
    future: null,
    fetch_keys: false,
    handshake: true,
    handshake_values: [],
    public_url: null,
    forward_to: [],
    response: { steps: [], headers: [], body: null, delay_ms: 0 },
    forward_mode: "after",
    routes: null,
    allow_browser: false,
  };
}

function withSecret({ source }: SourceOverview, secret: string) {
  return { ...unchanged(source), add_secrets: [secret] };
}
