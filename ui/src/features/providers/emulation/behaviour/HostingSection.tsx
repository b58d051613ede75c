import { Segmented } from "../../../../components/Segmented";
import { nothing } from "../../../../core/client";
import type { Hosting } from "../../../../core/generated/Hosting";
import { useChange, useCommand } from "../../../../core/queries";
import page from "../../ProvidersPage.module.css";
import styles from "./BehaviourTab.module.css";

const choices: { value: Hosting; name: string }[] = [
  { value: "self_hosted", name: "Self-hosted" },
  { value: "cloud", name: "Cloud" },
];

const meanings: Record<Hosting, string> = {
  self_hosted: "Any URL is called, this machine's too. Callers bring x-api-key; a bearer token is refused.",
  cloud: "Private addresses are refused as the cloud refuses them, so nothing on this machine is called.",
};

/** Which Skyvern is played: the two differ in which hosts they call, and in how callers prove who they are. */
export function HostingSection() {
  const { data } = useCommand("emulations.hosting", nothing);
  const play = useChange("emulations.host_as");
  if (data === undefined) return null;
  return (
    <section className={styles.part} aria-label="Which Skyvern">
      <h3 className={page.heading}>Which Skyvern is played</h3>
      <div>
        <Segmented label="Which Skyvern is played" segments={choices} value={data.hosting} onChange={(hosting) => play.mutate({ hosting })} />
      </div>
      <p className="muted">{meanings[data.hosting]}</p>
      {play.error && (
        <p role="alert" className={page.refused}>
          {play.error.message}
        </p>
      )}
    </section>
  );
}
