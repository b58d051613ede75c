import { type FormEvent, useState } from "react";
import { Button } from "../../../components/Button";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import type { ProviderInfo } from "../../../core/generated/ProviderInfo";
import { infoOf, wordsOf } from "../words";
import styles from "./ById.module.css";
import type { DeliveryKey } from "./deliveryKey";

export type ByIdProps = { infos: ProviderInfo[]; profiles: ProfileRow[]; onOpen: (key: DeliveryKey, info: ProviderInfo) => void };

/** Something that is known by its id alone: not every provider lists what it sent. */
export function ById({ infos, profiles, onOpen }: ByIdProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [id, setId] = useState("");
  const profile = profiles.find(({ name }) => name === chosen) ?? profiles[0];
  if (profile === undefined) return null;
  const info = infoOf(infos, profile.provider);
  const [one] = wordsOf(info).record;
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== "") onOpen({ profile: profile.name, id: id.trim() }, info);
  };
  return (
    <form className={styles.form} onSubmit={open}>
      {profiles.length > 1 && <Select label="Profile" choices={profiles.map(({ name }) => ({ value: name, name }))} value={profile.name} onChange={setChosen} />}
      <span className={styles.id}>
        <TextField mono aria-label={`Id of the ${one}`} placeholder={`Id of a ${one}`} value={id} onChange={setId} />
      </span>
      <Button type="submit" name="Open" disabled={id.trim() === ""} />
    </form>
  );
}
