// The endpoints that providers keep, page by page, as far as they were asked for.
import { useState } from "react";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { useCommands } from "../../../core/queries";
import { infoOf } from "../words";
import type { EndpointGroup } from "./endpointLines";

/** Reads the first page of each, and further ones on demand. */
export function useEndpoints(profiles: ProfileRow[], infos: ProviderInfo[]) {
  const [further, setFurther] = useState<Record<string, string[]>>({});
  const listed = profiles.filter(({ provider }) => infoOf(infos, provider).endpoints.can.includes("list"));
  const asked = listed.flatMap(({ name }) => [null, ...(further[name] ?? [])].map((cursor) => ({ profile: name, ...(cursor === null ? {} : { cursor }) })));
  const answers = useCommands("profiles.endpoints", asked);
  const groups = profiles.map((profile): EndpointGroup => {
    const pages = answers.filter((_, index) => asked[index]?.profile === profile.name);
    return {
      profile,
      info: infoOf(infos, profile.provider),
      rows: pages.flatMap(({ data }) => data?.rows ?? []),
      reading: pages.some(({ isFetching }) => isFetching),
      readAt: pages[0]?.data === undefined ? null : pages[0].dataUpdatedAt,
      problem: pages.find(({ error }) => error !== null)?.error?.message ?? null,
      next: pages.at(-1)?.data?.next ?? null,
    };
  });
  return {
    groups,
    readFurther: ({ profile: { name }, next }: EndpointGroup) => {
      if (next !== null) setFurther((now) => ({ ...now, [name]: [...(now[name] ?? []), next] }));
    },
    /** Reads them again; what was made or changed shows. */
    refresh: () => answers.forEach((answer) => void answer.refetch()),
  };
}
