import { useState } from "react";
import type { CaptureDetail } from "../../../../core/generated/CaptureDetail";
import type { Detected } from "../../../../core/generated/Detected";
import type { Diagnosis } from "../../../../core/generated/Diagnosis";
import type { SourceOverview } from "../../../../core/generated/SourceOverview";
import { useCommand } from "../../../../core/queries";
import type { CallFailed } from "../../../../core/transport";

/** Something that is looked for: nothing yet, found, or failed. */
export type Looked<T> = { data: T | undefined; error: CallFailed | null; again: () => void };

/** What the tab finds out beyond the stored check. */
export type Findings = {
  /** Why it does not verify; `null` where that is no question. */
  why: Looked<Diagnosis> | null;
  /** Who it looks like; `null` where the source says it. */
  who: Looked<Detected[]> | null;
  /** Every stored secret is tried. */
  everySecret: boolean;
  setEverySecret: (every: boolean) => void;
  /** A wider search is under way, the last one's answer is shown. */
  searching: boolean;
  /** All that is looked for is here: what stands below will not jump. */
  settled: boolean;
  /** With the source as it is now, the capture verifies. */
  mended: boolean;
};

/** Looks for the reason of a rejection, or for the scheme of what was not checked. */
export function useFindings({ capture, verification, handshake }: CaptureDetail, source: SourceOverview | null): Findings {
  const { id } = capture;
  const [everySecret, setEverySecret] = useState(false);
  const scheme = source?.source.scheme ?? null;
  // A handshake comes unsigned as a rule: nothing is missing.
  const missed = verification.verdict === "unsigned" && !handshake;
  const asksWhy = scheme !== null && (verification.verdict === "rejected" || missed);
  const asksWho = scheme === null && verification.verdict === "not_checked";
  const why = useCommand("captures.diagnose", { id, all_secrets: everySecret }, { enabled: asksWhy, keepPrevious: true });
  const who = useCommand("captures.detect", { id }, { enabled: asksWho });
  return {
    why: asksWhy ? looked(why) : null,
    who: asksWho ? looked(who) : null,
    everySecret,
    setEverySecret,
    searching: why.isPlaceholderData,
    settled: !(asksWhy && why.isPending) && !(asksWho && who.isPending),
    mended: asksWhy && why.data?.verification.verdict === "verified",
  };
}

function looked<T>({ data, error, refetch }: { data: T | undefined; error: CallFailed | null; refetch: () => unknown }): Looked<T> {
  return { data, error, again: () => void refetch() };
}
