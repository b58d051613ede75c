import page from "../../ProvidersPage.module.css";
import type { ProviderWords } from "../../words";
import { ClockSection } from "./ClockSection";
import { HostingSection } from "./HostingSection";
import { TermsSection } from "./TermsSection";
import { TroubleSection } from "./TroubleSection";

export type BehaviourTabProps = {
  words: ProviderWords;
  /** What can be called, in the provider's words. */
  operations: string[];
};

/** How an emulation behaves: what goes wrong on purpose, how fast time goes by, which of its kinds it is. */
export function BehaviourTab({ words, operations }: BehaviourTabProps) {
  return (
    <div className={page.scroll}>
      <TroubleSection words={words} operations={operations} />
      <ClockSection words={words} />
      {words.id === "skyvern" && <HostingSection />}
      {words.id === "agentmessage" && <TermsSection />}
    </div>
  );
}
