import { Popover as BasePopover } from "@base-ui/react/popover";
import type { ReactElement, ReactNode } from "react";
import { classes } from "./classes";
import popup from "./Popup.module.css";

export type PopoverProps = {
  trigger: ReactElement;
  label: string;
  children: ReactNode;
  align?: "start" | "center" | "end";
  /** Both together: the caller decides when it is open. */
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  className?: string;
};

/** Something raised beside the button that opened it. */
export function Popover({ trigger, label, children, align = "end", open, onOpenChange, className }: PopoverProps) {
  return (
    <BasePopover.Root
      {...(open === undefined ? {} : { open })}
      onOpenChange={(next) => onOpenChange?.(next)}
    >
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner className={popup.positioner} sideOffset={4} align={align}>
          <BasePopover.Popup className={classes(popup.popup, className)} aria-label={label} data-popup="">
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
