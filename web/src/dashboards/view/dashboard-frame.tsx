import { useQueryClient } from '@tanstack/react-query';
import { Ellipsis, Keyboard, Maximize, Minimize, Rows3, Share2, Star } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { callJson } from '../../api/http';
import type { ShortcutGroup } from '../../app/keyboard/shortcuts';
import { useShortcutHelp, useShortcuts } from '../../app/keyboard/shortcuts-provider';
import { Page } from '../../app/page';
import { useUrlState } from '../../app/url-state';
import { IconButton } from '../../controls/button';
import { Menu } from '../../controls/menu';
import { tell } from '../../controls/toast';
import { TimeControls } from '../../time/time-controls';
import { TimeShortcuts } from '../../time/use-time-shortcuts';
import { useOpenDashboard } from './dashboard-context';
import styles from './dashboard-frame.module.css';

interface DashboardFrameProps {
  readonly actions: ReactNode;
  readonly shortcuts: readonly ShortcutGroup[];
  readonly onRows: (opens: boolean) => void;
  readonly children: ReactNode;
}

/** The bar above a dashboard; none in kiosk mode. */
export function DashboardFrame({ actions, shortcuts, onRows, children }: DashboardFrameProps) {
  const { dashboard, meta } = useOpenDashboard();
  const { search, update } = useUrlState();
  const help = useShortcutHelp();
  const isKiosk = search.has('kiosk');
  useShortcuts([
    ...shortcuts,
    {
      title: 'Page',
      shortcuts: [
        { keys: 'escape', title: 'Back: out of one panel, or of kiosk mode', run: () => leave(search, update) },
      ],
    },
  ]);
  if (isKiosk) {
    return (
      <main className={styles.kiosk} aria-label={dashboard.title}>
        {children}
        <div className={styles.exit}>
          <IconButton icon={Minimize} label="Leave kiosk mode" onClick={() => update({ kiosk: undefined })} />
        </div>
        <TimeShortcuts />
      </main>
    );
  }
  return (
    <Page
      title={dashboard.title}
      lead={
        <span className={styles.lead}>
          {meta.folderTitle && meta.folderUid && (
            <a href={`/dashboards/f/${encodeURIComponent(meta.folderUid)}`}>{meta.folderTitle}</a>
          )}
          {meta.isStarred !== undefined && <StarButton />}
        </span>
      }
      actions={
        <>
          {actions}
          <IconButton icon={Share2} label="Share" onClick={() => update({ shareView: 'link' })} />
          <Menu
            trigger={<IconButton icon={Ellipsis} label="More of the dashboard" />}
            items={[
              { label: 'Kiosk mode', icon: Maximize, onSelect: () => update({ kiosk: 'true' }) },
              { label: 'Open all rows', icon: Rows3, onSelect: () => onRows(true) },
              { label: 'Close all rows', icon: Rows3, onSelect: () => onRows(false) },
              { label: 'Keyboard shortcuts', icon: Keyboard, onSelect: help },
            ]}
          />
          {dashboard.time.isHidden ? <TimeShortcuts /> : <TimeControls />}
        </>
      }
    >
      {children}
    </Page>
  );
}

function leave(search: URLSearchParams, update: ReturnType<typeof useUrlState>['update']): void {
  if (search.has('viewPanel')) update({ viewPanel: undefined });
  else if (search.has('kiosk')) update({ kiosk: undefined });
}

function StarButton() {
  const { dashboard, meta } = useOpenDashboard();
  const queries = useQueryClient();
  const [isStarred, setIsStarred] = useState(meta.isStarred === true);
  const toggle = async () => {
    try {
      const path = `/api/user/stars/dashboard/uid/${encodeURIComponent(dashboard.uid)}`;
      await callJson(path, { method: isStarred ? 'DELETE' : 'POST' });
      setIsStarred(!isStarred);
      await queries.invalidateQueries({ queryKey: ['dashboards'] });
    } catch (error) {
      tell('The star could not be set', 'error', error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <IconButton
      icon={Star}
      size="small"
      label={isStarred ? 'Starred' : 'Star'}
      pressed={isStarred}
      className={isStarred ? (styles.starred ?? '') : ''}
      onClick={() => void toggle()}
    />
  );
}
