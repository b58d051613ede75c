// Calls as they are narrowed by the address, as many as were scrolled to.
import { useState } from "react";
import { useCommand } from "../../../core/queries";
import { useProvidersSearch } from "../../../shell/providers";
import { kindOf } from "./callWords";

/** Calls that are read at first, and with every step down. */
const STEP = 500;
/** As many as are told at once. */
const MOST = 10_000;

/** The calls that the address asks for, newest first, and how to read older ones. */
export function useCalls() {
  const [{ profile, kind: word }] = useProvidersSearch();
  const kind = kindOf(word);
  const [limit, setLimit] = useState(STEP);
  const wanted = { ...(profile === undefined ? {} : { profile }), ...(kind === undefined ? {} : { kind }) };
  const { data, error, refetch } = useCommand("provider_calls.page", { ...wanted, limit }, { keepPrevious: true });
  const more = () => data !== undefined && data.length >= limit && limit < MOST && setLimit(limit + STEP);
  const isAll = data !== undefined && data.length < limit;
  return { calls: data, isAll, error, refetch, wanted, more };
}
