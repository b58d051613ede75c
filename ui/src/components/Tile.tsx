import { memo } from "react";
import { classes } from "./classes";
import styles from "./Tile.module.css";
import { tileLetters } from "./tileLetters";

export type TileProps = {
  /** Provider's name; `null` for captures of no known provider. */
  provider: string | null;
  large?: boolean;
};

/** Two neutral letters for a provider, never a logo or its colour. */
export const Tile = memo(function Tile({ provider, large = false }: TileProps) {
  const name = provider ?? "No provider";
  return (
    <span className={classes(styles.tile, large && styles.large, provider === null && styles.none)} title={name} role="img" aria-label={name}>
      {provider === null ? "?" : tileLetters(provider)}
    </span>
  );
});
