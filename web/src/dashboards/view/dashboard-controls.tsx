import type { ReactNode } from 'react';
import { VariableBar } from '../../variables/variable-bar';
import { DashboardLinks } from '../links/dashboard-links';
import type { DashboardLink } from '../model/dashboard';
import styles from './dashboard.module.css';

/** Above the panels: variables, switches of annotations, and links. */
export function DashboardControls({ links, children }: { links: readonly DashboardLink[]; children: ReactNode }) {
  return (
    <div className={styles.controls}>
      <VariableBar />
      {children}
      {links.length > 0 && (
        <nav className={styles.links} aria-label="Links of the dashboard">
          <DashboardLinks links={links} />
        </nav>
      )}
    </div>
  );
}
