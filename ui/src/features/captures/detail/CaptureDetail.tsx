import { type ReactNode, useState } from "react";
import { OutdatedContext } from "../../../shell/keys";
import { useCapturesSearch } from "../../../shell/search";
import { FailedState } from "../../../components/FailedState";
import { LoadingRows } from "../../../components/LoadingRows";
import { Tabs } from "../../../components/Tabs";
import { VerdictMark } from "../../../components/VerdictMark";
import { useCommand } from "../../../core/queries";
import type { CaptureDetail as Detail } from "../../../core/generated/CaptureDetail";
import { BodyTab } from "./body/BodyTab";
import styles from "./CaptureDetail.module.css";
import { DetailHead } from "./DetailHead";
import { HeadersTab } from "./HeadersTab";
import { OverviewTab } from "./OverviewTab";
import { ResponseTab } from "./ResponseTab";
import { SignatureTab } from "./signature/SignatureTab";

export type CaptureDetailProps = {
  id: string;
  /** The Replays tab of a capture. */
  replaysOf: (capture: string) => ReactNode;
};

/** Everything about one capture, tab by tab; the open tab is in the address. */
export function CaptureDetail({ id, replaysOf }: CaptureDetailProps) {
  const [search, change] = useCapturesSearch();
  const { data, error, refetch, isPlaceholderData } = useCommand("captures.detail", { id }, { keepPrevious: true });
  const begun = useStartTab(data);
  if (error) return <FailedState title="Cannot show this capture" message={error.message} onRetry={() => void refetch()} />;
  if (!data) return <LoadingRows rows={8} columns={2} />;
  const tab = tabs(data).some(({ value }) => value === search.tab) ? (search.tab ?? "") : begun;
  return (
    <section className={styles.detail} aria-label={`Capture ${data.capture.id}`}>
      <DetailHead detail={data} />
      <Tabs label="Capture" tabs={tabs(data)} value={tab} onChange={(next) => change({ tab: next }, "replace")}>
        <div className={styles.content}>
          <OutdatedContext value={isPlaceholderData}>{contentOf(tab, data, replaysOf)}</OutdatedContext>
        </div>
      </Tabs>
    </section>
  );
}

function tabs({ capture, headers, verification }: Detail) {
  const checked = verification.verdict === "verified" || verification.verdict === "rejected";
  return [
    { value: "overview", name: "Overview" },
    { value: "headers", name: "Headers", count: headers.length },
    { value: "body", name: "Body" },
    {
      value: "signature",
      name: "Signature",
      mark: checked ? <VerdictMark verdict={verification.verdict} look="shape" /> : undefined,
    },
    { value: "response", name: "Response" },
    { value: "replays", name: "Replays", count: capture.attempts > 0 ? capture.attempts : undefined },
  ];
}

/** Where a capture was opened: a new verdict must not take away what is being read. */
function useStartTab(detail: Detail | undefined): string {
  const [begun, setBegun] = useState({ capture: "", tab: "overview" });
  if (detail !== undefined && begun.capture !== detail.capture.id) setBegun({ capture: detail.capture.id, tab: startTab(detail) });
  return begun.tab;
}

/** What one most likely came to see: why it was rejected, else what it says. */
function startTab({ verification, body }: Detail): string {
  if (verification.verdict === "rejected") return "signature";
  return body.kind === "empty" ? "overview" : "body";
}

function contentOf(tab: string, detail: Detail, replaysOf: CaptureDetailProps["replaysOf"]): ReactNode {
  const { id } = detail.capture;
  if (tab === "headers") return <HeadersTab headers={detail.headers} />;
  if (tab === "body") return <BodyTab key={id} capture={id} facts={detail.body} receivedAt={detail.capture.received_at} />;
  if (tab === "signature") return <SignatureTab key={id} detail={detail} />;
  if (tab === "response") return <ResponseTab detail={detail} />;
  if (tab === "replays") return replaysOf(id);
  return <OverviewTab detail={detail} />;
}
