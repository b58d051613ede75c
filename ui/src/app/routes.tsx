// Which page stands at which address, and what one feature lends to another.
import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from "@tanstack/react-router";
import { CapturesPage } from "../features/captures/CapturesPage";
import { CaptureReplays } from "../features/replay/CaptureReplays";
import { ReplaysPage } from "../features/replay/ReplaysPage";
import { replaysSearch } from "../features/replay/replaysSearch";
import { RunPage } from "../features/replay/run/RunPage";
import { runSearch } from "../features/replay/run/runSearch";
import { SettingsPage } from "../features/settings/SettingsPage";
import { FirstStart } from "../features/sources/FirstStart";
import { PageFailed } from "./PageFailed";
import { Layout } from "./Layout";
import { deliveriesSearch } from "../shell/deliveries";
import { providersSearch } from "../shell/providers";
import { capturesSearch, parseSearch, stringifySearch } from "../shell/search";
import { signaturesSearch } from "../shell/signatures";

const root = createRootRoute({ component: Layout, notFoundComponent: Captures, errorComponent: PageFailed });

const captures = createRoute({
  getParentRoute: () => root,
  path: "/",
  component: Captures,
  validateSearch: capturesSearch,
});

const replays = createRoute({ getParentRoute: () => root, path: "/replays", component: ReplaysPage, validateSearch: replaysSearch });

const run = createRoute({ getParentRoute: () => root, path: "/replays/$run", component: Run, validateSearch: runSearch });

const deliveries = createRoute({
  getParentRoute: () => root,
  path: "/deliveries",
  component: lazyRouteComponent(() => import("../features/deliveries/DeliveriesPage"), "DeliveriesPage"),
  validateSearch: deliveriesSearch,
});

const providers = createRoute({
  getParentRoute: () => root,
  path: "/providers",
  component: lazyRouteComponent(() => import("../features/providers/ProvidersPage"), "ProvidersPage"),
  validateSearch: providersSearch,
});

const signatures = createRoute({
  getParentRoute: () => root,
  path: "/signatures",
  // Fetched when it is opened: most windows never show it.
  component: lazyRouteComponent(() => import("../features/signatures/SignaturesPage"), "SignaturesPage"),
  validateSearch: signaturesSearch,
});

const settings = createRoute({ getParentRoute: () => root, path: "/settings", component: SettingsPage });

/** The pages of this window. */
export const router = createRouter({
  routeTree: root.addChildren([captures, replays, run, deliveries, providers, signatures, settings]),
  parseSearch,
  stringifySearch,
  defaultErrorComponent: PageFailed,
});

declare module "@tanstack/react-router" {
  interface Register {
    router: typeof router;
  }
}

function Run() {
  return <RunPage run={run.useParams().run} />;
}

function Captures() {
  return (
    <>
      <h1 className="sr">Captures</h1>
      <CapturesPage firstStart={<FirstStart />} replaysOf={(capture) => <CaptureReplays capture={capture} />} />
    </>
  );
}
