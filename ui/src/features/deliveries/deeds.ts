// What can be done with deliveries, in words. Pure.
import { formatPlural } from "../../components/format";
import type { ChosenDeliveries } from "../../core/generated/ChosenDeliveries";
import type { Delivery } from "../../core/generated/Delivery";

/** Something to do with deliveries. */
export type Deed = "send" | "restart" | "pause" | "resume" | "cancel" | "recover" | "clear";

/** Which deliveries, and how many they are. */
export type DeedTarget = { chosen: ChosenDeliveries; count: number };

type Words = {
  /** On its button. */
  name: string;
  /** What is asked first; `null` where it can be undone. */
  question: ((count: number) => string) | null;
  /** What happens. */
  meaning: string;
  done: (count: number) => string;
};

const some = (count: number) => formatPlural(count, "delivery", "deliveries");

/** Each deed as it reads on buttons, in questions and afterwards. */
export const deedWords: Record<Deed, Words> = {
  send: {
    name: "Send now",
    question: (count) => `Send ${some(count)} now?`,
    meaning: "Each is sent once, at once. Its schedule stays as it is, and nothing is tried again because of it.",
    done: (count) => `${some(count)} sent now, once`,
  },
  restart: {
    name: "Restart schedule",
    question: (count) => `Restart the schedule of ${some(count)}?`,
    meaning: "Each is sent at once and, should it fail, again as its endpoint's schedule says from the first wait on. Receivers see the same message id.",
    done: (count) => `Schedule of ${some(count)} restarted`,
  },
  pause: {
    name: "Pause",
    question: null,
    meaning: "Nothing of it is sent until it is resumed.",
    done: (count) => `${some(count)} paused`,
  },
  resume: {
    name: "Resume",
    question: null,
    meaning: "It goes on where it was held back.",
    done: (count) => `${some(count)} resumed`,
  },
  cancel: {
    name: "Cancel",
    question: (count) => `Cancel ${some(count)}?`,
    meaning: "They end here: nothing more is sent by itself. Attempts are kept, and each can be sent again by hand.",
    done: (count) => `${some(count)} cancelled`,
  },
  recover: {
    name: "Recover",
    question: (count) => `Recover ${formatPlural(count, "dead letter")}?`,
    meaning: "Each is sent at once and, should it fail, again as its endpoint's schedule says from the first wait on. Receivers see the same message id, so they can tell that they had it.",
    done: (count) => `${formatPlural(count, "dead letter")} on the way again`,
  },
  clear: {
    name: "Forget",
    question: (count) => `Forget ${some(count)}?`,
    meaning: "Those that have ended are deleted with their attempts, and cannot be brought back. Those that still wait are left alone.",
    done: (count) => `${some(count)} forgotten`,
  },
};

const endings: Deed[] = ["cancel", "clear"];

/** Whether a deed ends something for good: its button says so. */
export function isEnding(deed: Deed): boolean {
  return endings.includes(deed);
}

/** Whether a deed is asked about first: it cannot be undone, and concerns many or ends something. */
export function needsQuestion(deed: Deed, { chosen, count }: DeedTarget): boolean {
  if (deedWords[deed].question === null) return "filter" in chosen;
  return isEnding(deed) || count > 1 || "filter" in chosen;
}

/** The deeds that make sense for a delivery as it is. */
export function deedsFor({ state }: Pick<Delivery, "state">): Deed[] {
  switch (state) {
    case "pending":
    case "retrying":
      return ["send", "restart", "pause", "cancel"];
    case "running":
      return ["pause", "cancel"];
    case "paused":
      return ["send", "resume", "restart", "cancel"];
    case "failed":
      return ["send", "restart", "recover", "clear"];
    case "succeeded":
    case "cancelled":
      return ["send", "restart", "clear"];
  }
}

/** What takes a deed back, where something does. */
export function undoOf(deed: Deed): Deed | null {
  if (deed === "pause") return "resume";
  return deed === "resume" ? "pause" : null;
}
