import { Icon } from "../../../components/Icon";
import type { ProfileCheck } from "../../../core/generated/ProfileCheck";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { placeOf } from "../words";
import styles from "./ProfileNote.module.css";

export type ProfileNoteProps = {
  profile: ProfileRow;
  /** What was found when it was looked at last. */
  check: ProfileCheck | undefined;
};

/** Where a profile leads, or what is wrong with it. */
export function ProfileNote({ profile, check }: ProfileNoteProps) {
  const wrong = wrongWords(profile, check);
  if (wrong === null) return <span className="data faint">{placeOf(profile.base_url)}</span>;
  return (
    <span className={styles.bad} title={check?.message}>
      <Icon name={check?.verdict === "unreached" ? "warn" : "lock"} size={12} />
      {wrong}
    </span>
  );
}

function wrongWords({ locked }: ProfileRow, check: ProfileCheck | undefined): string | null {
  if (locked) return "Key locked";
  switch (check?.verdict) {
    case undefined:
    case "works":
      return null;
    case "refused":
      return `Key refused, ${check.status ?? "no status"}`;
    case "unreached":
      return "Not reached";
    case "unclear":
      return `Answers ${check.status ?? "oddly"}`;
  }
}
