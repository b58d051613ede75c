// A source as the argument of an edit that changes nothing: an edit always sends all settings.
import type { EditSource } from "./generated/EditSource";
import type { Source } from "./generated/Source";

/** All settings of a source as they are. */
export function unchanged(source: Source): EditSource {
  const { id, name, scheme, tolerance_seconds, future, fetch_keys, handshake, public_url, forward_to, forward_mode, response, allow_browser } = source;
  return {
    id,
    name,
    scheme,
    tolerance_seconds,
    future,
    fetch_keys,
    handshake,
    // Only what is named here would change.
    handshake_values: [],
    public_url,
    forward_to,
    forward_mode,
    // They stay as they are.
    routes: null,
    response,
    allow_browser,
    add_secrets: [],
    remove_secrets: [],
  };
}
