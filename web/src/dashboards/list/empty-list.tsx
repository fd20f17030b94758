import { LayoutDashboard, Upload } from 'lucide-react';
import { Link } from 'wouter';
import { Button } from '../../controls/button';
import { Notice } from '../../controls/notice';
import styles from './list.module.css';
import { newDashboardUrl } from './new-menu';
import type { ListState } from './use-list-state';

interface EmptyListProps {
  readonly state: ListState;
  readonly folderUid: string;
  readonly onImport: () => void;
}

/** Where nothing is shown: why, and the next step. */
export function EmptyList({ state, folderUid, onImport }: EmptyListProps) {
  const showAll = (
    <Button onClick={() => state.change({ text: '', tags: [], view: 'all' })}>Show all dashboards</Button>
  );
  if (state.text.trim() !== '' || state.tags.length > 0) {
    return <Notice title="No dashboard matches" detail="Other words or fewer tags may find it." action={showAll} />;
  }
  if (state.view === 'starred') {
    return (
      <Notice title="No dashboard has a star" detail="The star beside a dashboard puts it here." action={showAll} />
    );
  }
  if (state.view === 'recent') {
    return <Notice title="No dashboard was opened here yet" action={showAll} />;
  }
  return (
    <Notice
      title={folderUid === '' ? 'There are no dashboards yet' : 'This folder is empty'}
      detail="Make the first one, or import one that was made elsewhere."
      action={
        <span className={styles.steps}>
          <Link href={newDashboardUrl(folderUid)} className={styles.file ?? ''}>
            <LayoutDashboard size={16} aria-hidden />
            New dashboard
          </Link>
          <Button icon={Upload} onClick={onImport}>
            Import
          </Button>
        </span>
      }
    />
  );
}
