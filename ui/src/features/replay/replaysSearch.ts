// What the address of the Replays page says: runs or single attempts.
import { useLocation, useNavigate } from "@tanstack/react-router";
import { useCallback } from "react";

/** What the page lists; runs unless it says otherwise. */
export type ReplaysSearch = { view?: "attempts" | undefined };

/** Reads the address's parts and drops what is empty or unknown. */
export function replaysSearch(raw: Record<string, unknown>): ReplaysSearch {
  return raw["view"] === "attempts" ? { view: "attempts" } : {};
}

/** What the address says, and how to change it. */
export function useReplaysView(): ["runs" | "attempts", (view: "runs" | "attempts") => void] {
  const view = useLocation({ select: (location) => replaysSearch(location.search as Record<string, unknown>).view ?? "runs" });
  const navigate = useNavigate();
  const change = useCallback(
    (next: "runs" | "attempts") => void navigate({ to: "/replays", search: next === "attempts" ? { view: next } : {}, replace: true }),
    [navigate],
  );
  return [view, change];
}
