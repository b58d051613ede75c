// The keys and commands of the bench.
import { useActions } from "../../../shell/keys";
import { useIntents } from "../../../shell/intents";
import { useSignaturesSearch } from "../../../shell/signatures";
import { type BenchTab, benchTabs } from "./benchTab";
import type { Bench } from "./useBench";

const keys: Record<BenchTab, string> = { verify: "v", sign: "s", diagnose: "d", find: "f" };

/** Registers what the bench can do, for as long as it is on screen. */
export function useBenchKeys({ draft, change, clear }: Bench): void {
  const [, go] = useSignaturesSearch();
  const { chooseScheme } = useIntents();
  const id = draft.scheme !== null && "id" in draft.scheme ? draft.scheme.id : null;
  useActions([
    ...benchTabs.map(({ value, name }) => ({
      id: `signatures.${value}`,
      name: value === "find" ? "Find the scheme of the request" : `${name} the request`,
      keys: [keys[value]],
      scope: "Signatures",
      icon: "signatures" as const,
      run: () => go({ tab: value === "verify" ? undefined : value }, "replace"),
    })),
    {
      id: "signatures.choose",
      name: "Choose a scheme",
      keys: ["g"],
      scope: "Signatures",
      icon: "search",
      run: () => chooseScheme(id, (scheme) => change({ scheme: { id: scheme } })),
    },
    { id: "signatures.clear", name: "Clear the bench", keys: [], scope: "Signatures", icon: "x", run: clear },
  ]);
}
