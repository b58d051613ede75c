import type { ReactNode } from "react";
import { Disclosure } from "../../../components/Disclosure";
import type { PlannedCall } from "../../../core/generated/PlannedCall";
import { RequestPreview } from "./RequestPreview";

export type WhatGoesOutProps = {
  profile: string;
  call: PlannedCall;
  /** Beside the title: how many there are, or of which one it is. */
  summary?: ReactNode;
  open?: boolean;
};

/** The exact request, for whoever wants to see it before it is sent. */
export function WhatGoesOut({ profile, call, summary = null, open = false }: WhatGoesOutProps) {
  return (
    <Disclosure name="What goes out" summary={summary} open={open}>
      <RequestPreview profile={profile} call={call} />
    </Disclosure>
  );
}
