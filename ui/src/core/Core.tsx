// Puts the way to Rust, its answers and its notices at every component's disposal.
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useMemo } from "react";
import { Notices } from "./notices";
import type { Transport } from "./transport";

/** How long an answer that nothing shows is kept. */
const KEPT_MS = 60_000;

type CoreValue = { transport: Transport; notices: Notices };

const CoreContext = createContext<CoreValue | null>(null);

export type CoreProps = { transport: Transport; children: ReactNode };

/** Connects everything below it to Rust. */
export function Core({ transport, children }: CoreProps) {
  const core = useMemo(() => {
    const queries = newQueryClient();
    const notices = new Notices(queries);
    return { queries, value: { transport: attentive(transport, notices), notices } };
  }, [transport]);
  useEffect(() => transport.listen(core.value.notices), [transport, core]);
  return (
    <QueryClientProvider client={core.queries}>
      <CoreContext value={core.value}>{children}</CoreContext>
    </QueryClientProvider>
  );
}

/** Asks only once notices arrive: a change between the answer and the first notice would be missed. */
function attentive(transport: Transport, notices: Notices): Transport {
  return {
    call: (...asked) => notices.settled.then(() => transport.call(...asked)),
    listen: (listener) => transport.listen(listener),
    bytesUrl: (path) => transport.bytesUrl(path),
    writeText: (text) => transport.writeText(text),
  };
}

/** The nearest `Core`. */
export function useCore(): CoreValue {
  const core = useContext(CoreContext);
  if (core === null) throw new Error("useCore needs a Core above it");
  return core;
}

/** Answers stay fresh until a notice says otherwise, and a laptop without a network is no obstacle. */
function newQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: Number.POSITIVE_INFINITY,
        gcTime: KEPT_MS,
        retry: false,
        networkMode: "always",
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}
