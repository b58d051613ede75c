/** What can be done with what lies on the bench. */
export type BenchTab = "verify" | "sign" | "diagnose" | "find";

/** The tabs in their order. */
export const benchTabs: { value: BenchTab; name: string }[] = [
  { value: "verify", name: "Verify" },
  { value: "sign", name: "Sign" },
  { value: "diagnose", name: "Diagnose" },
  { value: "find", name: "Find scheme" },
];

/** The tab that the address names; the first where it names none. */
export function tabOf(name: string | undefined): BenchTab {
  return benchTabs.find(({ value }) => value === name)?.value ?? "verify";
}
