// What stands out in a secret while it is typed.
import { useEffect, useState } from "react";
import { useCall } from "./queries";

/** Who types is not asked before a pause of this many milliseconds. */
const PAUSE = 300;

type Told = { scheme: string; secret: string; remark: string | null };

/** What stands out in a secret for a scheme; kept in no cache, as the secret is part of the question. */
export function useSecretRemark(scheme: string | null, secret: string): string | null {
  const call = useCall();
  const [told, setTold] = useState<Told | null>(null);
  useEffect(() => {
    if (scheme === null || secret === "") return;
    let stays = true;
    const ask = async () => {
      const { remark } = await call("schemes.secret_remark", { scheme, secret });
      if (stays) setTold({ scheme, secret, remark });
    };
    // Without an answer there is nothing to remark.
    const timer = setTimeout(() => void ask().catch(() => null), PAUSE);
    return () => {
      stays = false;
      clearTimeout(timer);
    };
  }, [call, scheme, secret]);
  return told?.scheme === scheme && told.secret === secret ? told.remark : null;
}
