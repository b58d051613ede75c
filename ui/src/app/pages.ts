import type { IconName } from "../components/icons";

/** A page of the sidebar. */
export type Page = { path: "/" | "/replays" | "/deliveries" | "/providers" | "/signatures" | "/settings"; name: string; icon: IconName };

/** Every page, in the order of their keys `Ctrl+1` and on. */
export const pages: Page[] = [
  { path: "/", name: "Captures", icon: "captures" },
  { path: "/replays", name: "Replays", icon: "replays" },
  { path: "/deliveries", name: "Deliveries", icon: "deliveries" },
  { path: "/providers", name: "Providers", icon: "providers" },
  { path: "/signatures", name: "Signatures", icon: "signatures" },
  { path: "/settings", name: "Settings", icon: "settings" },
];
