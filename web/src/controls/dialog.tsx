import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './controls.module.css';

interface DialogProps {
  readonly title: string;
  readonly open: boolean;
  readonly onClose: () => void;
  /** `side`: a drawer at the right. */
  readonly look?: 'wide' | 'side';
  /** Buttons; the primary one last. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Holds the focus until it is closed; Escape closes it. */
export function Dialog({ title, open, onClose, look, actions, children }: DialogProps) {
  return (
    <Base.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.backdrop} />
        <Base.Popup className={classNames(styles.dialog, look && styles[look])}>
          <div className={styles.dialogHead}>
            <Base.Title>{title}</Base.Title>
            <Base.Close
              className={classNames(styles.control, styles.icon, styles.quiet, styles.small)}
              aria-label="Close"
            >
              <X size={14} aria-hidden />
            </Base.Close>
          </div>
          <div className={styles.dialogBody}>{children}</div>
          {actions !== undefined && <div className={styles.dialogFoot}>{actions}</div>}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
