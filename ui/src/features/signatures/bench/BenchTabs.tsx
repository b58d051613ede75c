import type { ReactNode } from "react";
import { Tabs } from "../../../components/Tabs";
import { useSignaturesSearch } from "../../../shell/signatures";
import { type BenchTab, benchTabs, tabOf } from "./benchTab";
import { DiagnoseTab } from "./DiagnoseTab";
import { FindTab } from "./FindTab";
import { SignTab } from "./SignTab";
import type { Bench } from "./useBench";
import { VerifyTab } from "./VerifyTab";

export type BenchTabsProps = { bench: Bench };

/** What can be done with what lies on the bench; each answers as one types. */
export function BenchTabs({ bench }: BenchTabsProps) {
  const [search, change] = useSignaturesSearch();
  const tab = tabOf(search.tab);
  return (
    <Tabs label="What to do" tabs={benchTabs} value={tab} onChange={(next) => change({ tab: next === "verify" ? undefined : next }, "replace")}>
      {views[tab](bench)}
    </Tabs>
  );
}

const views: Record<BenchTab, (bench: Bench) => ReactNode> = {
  verify: (bench) => <VerifyTab draft={bench.draft} />,
  sign: (bench) => <SignTab bench={bench} />,
  diagnose: (bench) => <DiagnoseTab bench={bench} />,
  find: (bench) => <FindTab bench={bench} />,
};
