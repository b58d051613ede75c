import { Dialog as BaseDialog } from "@base-ui/react/dialog";
import { type ReactNode, type RefObject, useRef } from "react";
import { Button } from "./Button";
import { classes } from "./classes";
import styles from "./Dialog.module.css";
import { focusAtOnce } from "./focusAtOnce";
import popup from "./Popup.module.css";

export type DialogProps = {
  title: string;
  /** A line below the title. */
  description?: ReactNode;
  onClose: () => void;
  children: ReactNode;
  /** Buttons at the foot; the primary one last. */
  actions?: ReactNode;
  size?: "small" | "medium" | "large";
  /** What has the focus at first; else the body's first control. */
  initialFocus?: RefObject<HTMLElement | null>;
};

/** A window in the window. It exists while it is open: the caller stops rendering it in `onClose`. */
export function Dialog({ title, description, onClose, children, actions, size = "medium", initialFocus }: DialogProps) {
  const body = useRef<HTMLDivElement>(null);
  const firstControl = () => body.current?.querySelector<HTMLElement>("input, textarea, button, a, [tabindex='0']");
  return (
    <BaseDialog.Root open onOpenChange={(open) => !open && onClose()}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop className={popup.backdrop} />
        <BaseDialog.Popup
          className={classes(styles.dialog, styles[size])}
          data-popup="modal"
          initialFocus={focusAtOnce(() => (initialFocus ? initialFocus.current : firstControl()))}
        >
          <header className={styles.head}>
            <BaseDialog.Title className={styles.title}>{title}</BaseDialog.Title>
            <BaseDialog.Close render={<Button name="Close" look="icon" icon="x" small />} />
            {description && <BaseDialog.Description className={styles.description}>{description}</BaseDialog.Description>}
          </header>
          <div ref={body} className={styles.body}>{children}</div>
          {actions && <footer className={styles.foot}>{actions}</footer>}
        </BaseDialog.Popup>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}
