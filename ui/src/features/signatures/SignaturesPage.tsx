import { Bar } from "../../components/Bar";
import { Segmented } from "../../components/Segmented";
import { useActions } from "../../shell/keys";
import { useSignaturesSearch } from "../../shell/signatures";
import { Bench } from "./bench/Bench";
import { Catalogue } from "./catalogue/Catalogue";
import { OwnSchemes } from "./own/OwnSchemes";
import { Probe } from "./probe/Probe";

type View = "bench" | "probe" | "catalogue" | "own";

const views: { value: View; name: string }[] = [
  { value: "bench", name: "Bench" },
  { value: "probe", name: "Probe" },
  { value: "catalogue", name: "Catalogue" },
  { value: "own", name: "Own schemes" },
];

/** Everything about signatures that needs no capture: a bench, probes of handlers, the catalogue, schemes of one's own. */
export function SignaturesPage() {
  const [search, change] = useSignaturesSearch();
  const view = views.find(({ value }) => value === search.view)?.value ?? "bench";
  const show = (next: View) => change({ view: next === "bench" ? undefined : next });
  useActions([
    { id: "signatures.bench", name: "Open the signature bench", keys: ["1"], scope: "Signatures", icon: "signatures", run: () => show("bench") },
    { id: "signatures.catalogue", name: "Browse the catalogue of schemes", keys: ["2"], scope: "Signatures", icon: "search", run: () => show("catalogue") },
    { id: "signatures.own", name: "Schemes of my own", keys: ["3"], scope: "Signatures", icon: "edit", run: () => show("own") },
    { id: "signatures.probe", name: "Probe a handler", keys: ["4"], scope: "Signatures", icon: "probe", run: () => show("probe") },
    { id: "signatures.new", name: "Write a new scheme", keys: ["n"], scope: "Signatures", icon: "plus", run: () => change({ view: "own", edit: "new" }) },
  ]);
  return (
    <>
      <Bar title="Signatures">
        <Segmented label="Part of the page" segments={views} value={view} onChange={show} />
      </Bar>
      {view === "bench" && <Bench />}
      {view === "probe" && <Probe />}
      {view === "catalogue" && <Catalogue />}
      {view === "own" && <OwnSchemes />}
    </>
  );
}
