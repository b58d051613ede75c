import { Outlet, useNavigate, useRouterState } from "@tanstack/react-router";
import { lazy, Suspense, useCallback, useContext, useEffect, useMemo, useState } from "react";
import { IconSprite } from "../components/IconSprite";
import { LoadingContext } from "../components/loading";
import { ReplayDialog } from "../features/replay/dialog/ReplayDialog";
import type { ReplayOf } from "../features/replay/dialog/chosen";
import { SchemeDialog } from "../features/sources/SchemeDialog";
import { SourceEditor } from "../features/sources/SourceEditor";
import { Bars } from "./Bars";
import { Commands } from "./Commands";
import { type Intents, IntentsContext, type SourcePreset } from "../shell/intents";
import { ActionsContext, OutdatedContext, useActions } from "../shell/keys";
import styles from "./Layout.module.css";
import { pages } from "./pages";
import { Sidebar } from "./Sidebar";
import { useTheme } from "./theme";
import { Toasts } from "./Toasts";

// Fetched when it is asked for, like the page it belongs to.
const DeliverDialog = lazy(async () => ({ default: (await import("../features/deliveries/deliver/DeliverDialog")).DeliverDialog }));

type Asked =
  | { deliver: string[] }
  | { replay: ReplayOf; how: "as_is" | "edit" }
  | { source: string | null; preset: SourcePreset }
  | { scheme: string | null; onChoose: (scheme: string) => void };

/** Sidebar and page, and the dialogs that any page can ask for. */
export function Layout() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const navigate = useNavigate();
  const intents = useMemo<Intents>(
    () => ({
      replay: (ids, how = "as_is") => setAsked({ replay: { kind: "captures", ids }, how }),
      replayAll: (filter) => setAsked({ replay: { kind: "filter", filter }, how: "as_is" }),
      openRun: (run) => void navigate({ to: "/replays/$run", params: { run }, search: {} }),
      deliver: (captures = []) => setAsked({ deliver: captures }),
      editSource: (name, preset = {}) => setAsked({ source: name, preset }),
      chooseScheme: (current, onChoose) => setAsked({ scheme: current, onChoose }),
    }),
    [navigate],
  );
  const { kept } = useContext(ActionsContext);
  // Keys that nobody knows yet may be those of what is being read.
  const reading = useCallback(() => kept.reading(), [kept]);
  // The page that is gone to may still have to be fetched: until then, keys wait for it.
  const leaving = useRouterState({ select: ({ isLoading, location, resolvedLocation }) => isLoading && resolvedLocation !== undefined && location.pathname !== resolvedLocation.pathname });
  useEffect(() => (leaving ? reading() : undefined), [leaving, reading]);
  const close = () => setAsked(null);
  useTheme();
  usePageKeys();
  return (
    <IntentsContext value={intents}>
      <LoadingContext value={reading}>
        <Toasts>
          <IconSprite />
          <div className={styles.window}>
            <Sidebar />
            <main className={styles.page}>
              <Bars />
              <OutdatedContext value={leaving}>
                <Outlet />
              </OutdatedContext>
            </main>
          </div>
          <Commands />
          {asked && "replay" in asked && <ReplayDialog of={asked.replay} how={asked.how} onClose={close} />}
          {asked && "deliver" in asked && (
            <Suspense>
              <DeliverDialog captures={asked.deliver} onClose={close} />
            </Suspense>
          )}
          {asked && "source" in asked && <SourceEditor name={asked.source} preset={asked.preset} onClose={close} />}
          {asked && "scheme" in asked && <SchemeDialog value={asked.scheme} required onChoose={(id) => id !== null && asked.onChoose(id)} onClose={close} />}
        </Toasts>
      </LoadingContext>
    </IntentsContext>
  );
}

function usePageKeys(): void {
  const navigate = useNavigate();
  useActions(
    pages.map((page, index) => ({
      id: `page.${page.path}`,
      name: `Go to ${page.name}`,
      keys: [`Mod+${index + 1}`],
      scope: "Everywhere",
      icon: page.icon,
      run: () => void navigate({ to: page.path }),
    })),
  );
}
