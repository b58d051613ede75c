import type { ProfileRow } from "../../../core/generated/ProfileRow";

/** What can be done with a profile from the head of its deliveries. */
export type ProfileDeeds = {
  check: (profile: ProfileRow) => void;
  edit: (profile: ProfileRow) => void;
  import: (profile: ProfileRow) => void;
  remove: (profile: ProfileRow) => void;
};
