import { memo } from "react";
import { Icon } from "../../../components/Icon";
import { schemeTitle, shortPlace, trustOf } from "../../../components/schemeWords";
import { Tile } from "../../../components/Tile";
import type { SchemeSummary } from "../../../core/generated/SchemeSummary";
import styles from "./Catalogue.module.css";

export type SchemeCellsProps = { scheme: SchemeSummary };

/** Names of the columns; the first has only the tile. */
export const schemeColumns = ["", "Scheme", "Signature in", "Made with"];

/** A scheme in one line; what is not sure about it is marked. */
export const SchemeCells = memo(function SchemeCells({ scheme }: SchemeCellsProps) {
  const trust = trustOf(scheme);
  return (
    <>
      <span role="gridcell">
        <Tile provider={scheme.provider} />
      </span>
      <span role="gridcell" className={styles.title}>
        <span className="cut">{schemeTitle(scheme)}</span>
        {trust.unsure && (
          <span className={styles.unsure} title={trust.meaning}>
            <Icon name="warn" size={12} label={trust.word} />
          </span>
        )}
      </span>
      <span role="gridcell" className="data cut faint" title={scheme.place}>
        {shortPlace(scheme.place)}
      </span>
      <span role="gridcell" className="cut faint" title={scheme.algorithm}>
        {scheme.algorithm}
      </span>
    </>
  );
});
