// Whether profiles work, as far as it was looked at since the page was opened.
import { useState } from "react";
import type { ProfileCheck } from "../../../core/generated/ProfileCheck";
import { useCall } from "../../../core/queries";
import { asCallFailed } from "../../../core/transport";
import { useToast } from "../../../shell/toasts";

/** What was found of each profile, by name. */
export type Checks = {
  found: Partial<Record<string, ProfileCheck>>;
  /** Looks whether a profile works, and says what was found. */
  check: (name: string) => void;
};

/** Looks only when asked: every look is a call to the provider. */
export function useChecks(): Checks {
  const call = useCall();
  const toast = useToast();
  const [found, setFound] = useState<Checks["found"]>({});
  const look = async (name: string) => {
    const check = await call("profiles.check", { name });
    setFound((now) => ({ ...now, [name]: check }));
    toast({ message: `${name}: ${check.message}` });
  };
  return { found, check: (name) => void look(name).catch((thrown: unknown) => toast({ message: asCallFailed(thrown).message })) };
}
