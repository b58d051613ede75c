// What can be done about an endpoint of a provider, in words. Pure.
import type { IconName } from "../../../components/icons";
import type { EndpointCall } from "../../../core/generated/EndpointCall";

/** Something that is done about an endpoint that there is. */
export type Deed = "enable" | "disable" | "rotate_secret" | "test";

/** How it is spoken of. */
export type DeedWords = {
  button: string;
  title: string;
  /** What follows from it. */
  words: string;
  /** On the button that does it. */
  act: string;
  /** What it came to. */
  done: string;
  icon: IconName;
};

const order: Deed[] = ["test", "enable", "disable", "rotate_secret"];

/** What the API has and what fits: an enabled one is not enabled again. */
export function deedsOf(can: EndpointCall[], enabled: boolean | null): Deed[] {
  const fits = (deed: Deed) => (deed === "enable" ? enabled !== true : deed === "disable" ? enabled !== false : true);
  return order.filter((deed) => can.includes(deed) && fits(deed));
}

/** A deed in words. */
export function deedWords(deed: Deed, provider: string): DeedWords {
  switch (deed) {
    case "test":
      return { button: "Send a test…", title: "Send a test", words: `${provider} makes an event of its own and sends it to this endpoint.`, act: "Send it", done: "A test is on its way.", icon: "send" };
    case "enable":
      return { button: "Enable…", title: "Enable the endpoint", words: `${provider} sends to it again from now on.`, act: "Enable it", done: "It is enabled.", icon: "play" };
    case "disable":
      return { button: "Disable…", title: "Disable the endpoint", words: `${provider} sends nothing to it until it is enabled again.`, act: "Disable it", done: "It is disabled.", icon: "x" };
    case "rotate_secret":
      return { button: "Rotate secret…", title: "Rotate the secret", words: `${provider} makes another signing secret. Whoever checks with the old one alone rejects what comes.`, act: "Rotate it", done: "It signs with another secret.", icon: "lock" };
  }
}
