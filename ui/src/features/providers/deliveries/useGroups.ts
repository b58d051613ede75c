// The logs of profiles, page by page, as far as they were asked for.
import { useState } from "react";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCommands } from "../../../core/queries";
import { infoOf } from "../words";
import type { Group } from "./lines";

/** Reads the newest page of each, and older ones on demand; where a provider lists by run, of this one. */
export function useGroups(profiles: ProfileRow[], infos: ProviderInfo[], run: string | undefined) {
  const [older, setOlder] = useState<Record<string, string[]>>({});
  const asked = profiles.flatMap(({ name, provider }) => {
    const { can } = infoOf(infos, provider);
    const byRun = can.includes("list_by_run");
    if (byRun ? run === undefined : !can.includes("list")) return [];
    return [null, ...(older[name] ?? [])].map((cursor) => ({ profile: name, ...(byRun && run !== undefined ? { of: run } : {}), ...(cursor === null ? {} : { cursor }) }));
  });
  const answers = useCommands("profiles.deliveries", asked);
  const pagesOf = (name: string) => answers.filter((_, index) => asked[index]?.profile === name);
  const groups = profiles.map((profile): Group => {
    const pages = pagesOf(profile.name);
    const [first] = pages;
    const failed = pages.find(({ error }) => error !== null);
    return {
      profile,
      info: infoOf(infos, profile.provider),
      rows: pages.flatMap(({ data }) => data?.rows ?? []),
      reading: pages.some(({ isFetching }) => isFetching),
      readAt: first?.data === undefined ? null : first.dataUpdatedAt,
      problem: failed?.error?.message ?? null,
      next: pages.at(-1)?.data?.next ?? null,
    };
  });
  return {
    groups,
    readOlder: ({ profile: { name }, next }: Group) => {
      if (next !== null) setOlder((now) => ({ ...now, [name]: [...(now[name] ?? []), next] }));
    },
    /** Reads the newest again; older pages are dropped, since what they begin with has moved. */
    refresh: () => {
      setOlder({});
      asked.forEach((page, index) => !("cursor" in page) && void answers[index]?.refetch());
    },
  };
}
