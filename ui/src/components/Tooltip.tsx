import { Tooltip as BaseTooltip } from "@base-ui/react/tooltip";
import type { ReactElement } from "react";
import { Kbd } from "./Kbd";
import popup from "./Popup.module.css";
import styles from "./Tooltip.module.css";

export type TooltipProps = {
  text: string;
  keys?: string;
  /** What it explains; it needs a name of its own for screen readers. */
  children: ReactElement;
};

/** A line that appears on hover and focus. Rows use `title` instead: this costs too much for thousands. */
export function Tooltip({ text, keys, children }: TooltipProps) {
  return (
    <BaseTooltip.Root>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner className={popup.positioner} sideOffset={6}>
          <BaseTooltip.Popup className={styles.tooltip}>
            {text}
            {keys && <Kbd keys={keys} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
