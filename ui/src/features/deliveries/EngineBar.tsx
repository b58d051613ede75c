import { Banner } from "../../components/Banner";
import { Button } from "../../components/Button";
import { nothing } from "../../core/client";
import { useChange, useCommand } from "../../core/queries";
import { useActions } from "../../shell/keys";

/** Says when nothing is sent, and why; stops sending and goes on. */
export function EngineBar() {
  const engine = useCommand("engine.status", nothing).data;
  const drain = useChange("engine.drain");
  const draining = engine?.draining ?? false;
  const toggle = () => drain.mutate({ on: !draining });
  useActions([
    { id: "deliveries.drain", name: draining ? "Go on sending" : "Stop sending", keys: [], scope: "Deliveries", icon: draining ? "play" : "pause", enabled: engine?.place.kind === "here", run: toggle },
  ]);
  if (drain.error) return <Banner tone="bad">{drain.error.message}</Banner>;
  if (engine?.trouble) return <Banner tone="bad">{engine.trouble}</Banner>;
  if (draining) {
    return (
      <Banner tone="warn" action={<Button name="Go on sending" icon="play" small onClick={toggle} />}>
        Sending is stopped: what is under way ends, all else waits. Nothing is lost.
      </Banner>
    );
  }
  if (engine?.place.kind === "elsewhere") return <Banner tone="neutral">Another Hookwright with this data folder delivers; this one takes over when it ends.</Banner>;
  if (engine?.place.kind === "stopped") return <Banner tone="warn">Nothing is sent here: delivering has not begun. What is made waits.</Banner>;
  return null;
}
