// What the head of a run offers, by its state. Pure.
import type { MenuEntry } from "../../../components/Menu";
import type { RunDetail } from "../../../core/generated/RunDetail";
import type { Action } from "../../../shell/action";
import type { RunDeeds } from "./useRunDeeds";
import { canResume, isUnderWay } from "./words";

/** The deeds and what else the page can do with its run. */
export type RunOffers = RunDeeds & {
  /** Opens the dialog with the same plan. */
  change: () => void;
  /** Back to the list of runs. */
  leave: () => void;
};

/** Every deed with its key, for the sheet and the palette. */
export function runActions({ run, failed }: Pick<RunDetail, "run" | "failed">, offers: RunOffers): Action[] {
  const underWay = isUnderWay(run);
  const action = (id: string, name: string, parts: Omit<Action, "id" | "name" | "scope">): Action => ({ id: `run.${id}`, name, scope: "Run", ...parts });
  return [
    // Both are Escape: out of a run that goes on is to end it, out of one that ended is back to all.
    action("leave", "All runs", { keys: ["Escape"], icon: "replays", run: offers.leave, enabled: !underWay }),
    action("cancel", "Cancel the run", { keys: ["Escape"], icon: "stop", run: offers.cancel, enabled: underWay }),
    action("pause", "Pause the run", { keys: ["P"], icon: "pause", run: offers.pause, enabled: run.state === "running" }),
    action("resume", "Resume the run", { keys: ["P"], icon: "play", run: offers.resume, enabled: canResume(run) }),
    action("failures", "Re-run failures", { keys: ["F"], icon: "replays", run: () => offers.again("failures"), enabled: !underWay && failed > 0 }),
    action("again", "Run again", { keys: ["A"], icon: "replays", run: () => offers.again("all"), enabled: !underWay }),
    action("change", "Change and run again", { keys: ["R"], icon: "edit", run: offers.change }),
    action("json", "Save the results as JSON", { keys: [], icon: "download", run: () => offers.save("json") }),
    action("csv", "Save the results as CSV", { keys: [], icon: "download", run: () => offers.save("csv") }),
    action("markdown", "Save the results as Markdown", { keys: [], icon: "download", run: () => offers.save("markdown") }),
  ];
}

/** The forms that results are saved in. */
export function saveEntries(offers: Pick<RunOffers, "save">): MenuEntry[] {
  return [
    { name: "JSON: the run and its rows", run: () => offers.save("json") },
    { name: "CSV: a line a row", run: () => offers.save("csv") },
    { name: "Markdown: a report to paste", run: () => offers.save("markdown") },
  ];
}

/** The menu behind the three dots. */
export function runMenu({ run, failed }: Pick<RunDetail, "run" | "failed">, offers: RunOffers): MenuEntry[] {
  const underWay = isUnderWay(run);
  return [
    { name: "Re-run failures", icon: "replays", keys: "F", run: () => offers.again("failures"), disabled: underWay || failed === 0 },
    { name: "Run again", icon: "replays", keys: "A", run: () => offers.again("all"), disabled: underWay },
    { name: "Change and run again…", icon: "edit", keys: "R", run: offers.change },
    "separator",
    { name: "All runs", icon: "replays", run: offers.leave, ...(underWay ? {} : { keys: "Escape" }) },
  ];
}
