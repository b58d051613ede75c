import { Segmented } from "../../components/Segmented";
import { AttemptsOfAll } from "./AttemptsOfAll";
import { useReplaysView } from "./replaysSearch";
import { RunsOfAll } from "./runs/RunsOfAll";

/** Runs, or every attempt by itself. */
export function ReplaysPage() {
  const [view, setView] = useReplaysView();
  const head = (
    <span className="grow">
      <Segmented
        label="Shown"
        value={view}
        onChange={setView}
        segments={[
          { value: "runs", name: "Runs" },
          { value: "attempts", name: "Attempts" },
        ]}
      />
    </span>
  );
  return view === "runs" ? <RunsOfAll head={head} /> : <AttemptsOfAll head={head} />;
}
