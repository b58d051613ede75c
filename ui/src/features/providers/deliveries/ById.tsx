import { type FormEvent, useState } from "react";
import { Button } from "../../../components/Button";
import { Field } from "../../../components/Field";
import { Select } from "../../../components/Select";
import { TextField } from "../../../components/TextField";
import type { ProfileRow } from "../../../core/generated/ProfileRow";
import { wordsOf } from "../words";
import styles from "./ById.module.css";
import type { DeliveryKey } from "./deliveryKey";

export type ByIdProps = { profiles: ProfileRow[]; onOpen: (key: DeliveryKey) => void };

/** Something that is known by its id alone: not every provider lists what it sent. */
export function ById({ profiles, onOpen }: ByIdProps) {
  const [chosen, setChosen] = useState<string | null>(null);
  const [id, setId] = useState("");
  const profile = profiles.find(({ name }) => name === chosen) ?? profiles[0];
  if (profile === undefined) return null;
  const [one] = wordsOf(profile.provider).record;
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (id.trim() !== "") onOpen({ profile: profile.name, id: id.trim() });
  };
  return (
    <form className={styles.form} onSubmit={open}>
      {profiles.length > 1 && (
        <Field label="Profile">
          <Select choices={profiles.map(({ name }) => ({ value: name, name }))} value={profile.name} onChange={setChosen} />
        </Field>
      )}
      <Field label={`Id of the ${one}`}>
        <TextField mono value={id} onChange={setId} />
      </Field>
      <Button type="submit" name="Open" disabled={id.trim() === ""} />
    </form>
  );
}
