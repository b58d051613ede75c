import { useEffect } from "react";
import { nothing } from "../core/client";
import type { Theme } from "../core/generated/Theme";
import { useCommand } from "../core/queries";

/** Where `public/theme.js` looks before the first paint. */
const REMEMBERED = "hookwright.theme";

/** Keeps the page in the theme that the settings name. */
export function useTheme(): void {
  const theme = useCommand("settings.get", nothing).data?.theme;
  useEffect(() => {
    if (theme !== undefined) wear(theme);
  }, [theme]);
}

function wear(theme: Theme): void {
  const root = document.documentElement;
  if (theme === "system") delete root.dataset["theme"];
  else root.dataset["theme"] = theme;
  try {
    localStorage.setItem(REMEMBERED, theme);
  } catch {
    // Without storage the next start may flash, and that is all.
  }
}
