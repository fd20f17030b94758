import { Toast } from '@base-ui/react/toast';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names';
import styles from './controls.module.css';

const toasts = Toast.createToastManager();

/** What has happened: in a corner, for a while, and read out. */
export const tell = (title: string, type: 'success' | 'error' | 'info' = 'info', description?: string): string =>
  toasts.add({ title, type, ...(description !== undefined && { description }) });

/** Once around the application. */
export function Toasts({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider toastManager={toasts}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className={styles.toasts}>
          <ToastList />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  );
}

function ToastList() {
  const { toasts: shown } = Toast.useToastManager();
  return shown.map((toast) => (
    <Toast.Root key={toast.id} toast={toast} className={styles.toast}>
      <Toast.Content className={styles.toastText}>
        <Toast.Title />
        <Toast.Description className={styles.hint} />
      </Toast.Content>
      <Toast.Close className={classNames(styles.control, styles.icon, styles.small, styles.quiet)} aria-label="Dismiss">
        <X size={14} aria-hidden />
      </Toast.Close>
    </Toast.Root>
  ));
}
