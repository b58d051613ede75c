import { useState } from "react";
import { nothing } from "../../../../core/client";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { SchemeSummary } from "../../../../core/generated/SchemeSummary";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import type { Verification } from "../../../../core/generated/Verification";
import { useChange, useCommand } from "../../../../core/queries";

/** What is typed for a try. */
export type Typed = { secret: string; tolerance: string; publicUrl: string };

/** A try on a capture. */
export type Try = {
  /** `null` until one is chosen or told by the request. */
  scheme: SchemeSummary | null;
  setScheme: (id: string) => void;
  typed: Typed;
  change: (part: Partial<Typed>) => void;
  /** What is wrong with the tolerance. */
  wrong: string | null;
  check: () => void;
  checking: boolean;
  problem: string | null;
  /** What came of it; gone as soon as something else is typed. */
  outcome: Verification | null;
};

/** Begins with the scheme it was checked with, the source's, or the one it looks like. */
export function useTry({ capture, verification }: CaptureDetail, source: SourceOverview | null): Try {
  const schemes = useCommand("schemes.list", nothing).data ?? [];
  // A change, not a query: typed secrets must not stay in a cache.
  const attempt = useChange("signature.try");
  const [chosen, setChosen] = useState(verification.evidence?.scheme ?? source?.source.scheme ?? null);
  const [typed, setTyped] = useState<Typed>({ secret: "", tolerance: "", publicUrl: "" });
  const detected = useCommand("captures.detect", { id: capture.id }, { enabled: chosen === null }).data;
  const scheme = schemes.find(({ id }) => id === (chosen ?? detected?.[0]?.scheme)) ?? null;
  const wrong = /^\d*$/.test(typed.tolerance.trim()) ? null : "A whole number of seconds";
  const check = () => {
    if (scheme === null || wrong !== null) return;
    attempt.mutate({
      capture: capture.id,
      scheme: scheme.id,
      secrets: typed.secret === "" ? [] : [typed.secret],
      tolerance_seconds: typed.tolerance.trim() === "" ? null : Number(typed.tolerance),
      public_url: typed.publicUrl.trim() || null,
    });
  };
  return {
    scheme,
    setScheme: (id) => {
      setChosen(id);
      attempt.reset();
    },
    typed,
    change: (part) => {
      setTyped({ ...typed, ...part });
      attempt.reset();
    },
    wrong,
    check,
    checking: attempt.isPending,
    problem: attempt.error?.message ?? null,
    outcome: attempt.data ?? null,
  };
}
