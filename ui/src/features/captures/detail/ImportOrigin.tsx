import { Link } from "@tanstack/react-router";
import { useCommand } from "../../../core/queries";

export type ImportOriginProps = { capture: string };

/** The delivery of a provider's log that a capture was imported of, with a link to it while a profile leads there. */
export function ImportOrigin({ capture }: ImportOriginProps) {
  const { data } = useCommand("imports.origin", { id: capture });
  if (!data) return <>an import</>;
  const { provider, profile, delivery, run } = data;
  if (profile === null) return <>an import of {delivery} from {provider}, to which no profile leads any more</>;
  const listed = run === null ? { delivery: `${profile}/${delivery}` } : { run, delivery: `${profile}/${run}|${delivery}` };
  return (
    <>
      an import of{" "}
      <Link to="/providers" search={{ profile, ...listed }} className="link">
        {delivery}
      </Link>{" "}
      from {profile}
    </>
  );
}
