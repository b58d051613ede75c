import { Button } from "../../../components/Button";
import { Icon } from "../../../components/Icon";
import { schemeTitle, shortPlace, trustOf } from "../../../components/schemeWords";
import { Tile } from "../../../components/Tile";
import { nothing } from "../../../core/client";
import type { SchemeChoice } from "../../../core/generated/SchemeChoice";
import { useCommand } from "../../../core/queries";
import { useIntents } from "../../../shell/intents";
import { useSignaturesSearch } from "../../../shell/signatures";
import styles from "./Bench.module.css";
import { BenchDefinition } from "./BenchDefinition";
import { Likely } from "./Likely";
import type { Bench } from "./useBench";

export type SchemeSectionProps = { bench: Bench };

/** How the request is signed: a scheme, or a definition that is not saved. */
export function SchemeSection({ bench: { draft, change } }: SchemeSectionProps) {
  const { chooseScheme } = useIntents();
  const { scheme } = draft;
  const written = scheme !== null && "definition" in scheme;
  const id = scheme !== null && "id" in scheme ? scheme.id : null;
  return (
    <section className={styles.section} aria-labelledby="bench-scheme">
      <h2 id="bench-scheme" className={styles.heading}>
        Scheme
      </h2>
      <div className={styles.scheme}>
        <Chosen scheme={scheme} />
        <Button name={scheme === null ? "Choose…" : "Change…"} onClick={() => chooseScheme(id, (chosen) => change({ scheme: { id: chosen } }))} />
      </div>
      {scheme === null && <Likely draft={draft} onUse={(likely) => change({ scheme: { id: likely } })} />}
      {written && <BenchDefinition definition={scheme.definition} onChange={(definition) => change({ scheme: { definition } })} />}
    </section>
  );
}

function Chosen({ scheme }: { scheme: SchemeChoice | null }) {
  const schemes = useCommand("schemes.list", nothing).data;
  const [, go] = useSignaturesSearch();
  if (scheme === null) return <Words tile={null} name="No scheme yet" about="Choose one, or paste a request first: it may be told." />;
  if ("definition" in scheme) return <Words tile={null} name="Own definition, not saved" about="Edited below" />;
  const known = schemes?.find(({ id }) => id === scheme.id);
  if (known === undefined) return <Words tile={null} name={scheme.id} about={schemes === undefined ? "" : "This scheme is not known here (any more)."} />;
  const trust = trustOf(known);
  return (
    <>
      <Words tile={known.provider} name={schemeTitle(known)} about={`${known.algorithm}, ${shortPlace(known.place)}`} />
      {trust.unsure && <Icon name="warn" size={14} label={trust.word} />}
      <Button name="Read about it" look="icon" icon="info" onClick={() => go({ view: "catalogue", scheme: known.id })} />
    </>
  );
}

function Words({ tile, name, about }: { tile: string | null; name: string; about: string }) {
  return (
    <>
      <Tile provider={tile} large />
      <span className={styles.words}>
        <span className="cut">{name}</span>
        <span className="faint cut">{about}</span>
      </span>
    </>
  );
}
