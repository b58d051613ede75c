import { formatPlural } from "../../../components/format";
import type { ImportProgress } from "../../../core/generated/ImportProgress";

/** `3 of 5 deliveries imported. 1 was here before. 1 is kept without its request.` */
export function importWords({ seen, imported, known, without_body, finished, cancelled }: ImportProgress): string {
  const words = [
    `${imported} of ${formatPlural(seen, "delivery", "deliveries")} imported${finished ? "" : " so far"}.`,
    known > 0 && `${formatPlural(known, "was", "were")} here before.`,
    without_body > 0 && `${formatPlural(without_body, "is", "are")} kept without its request.`,
    cancelled && "Cancelled.",
  ];
  return words.filter((word) => word !== false).join(" ");
}
