import { type PanelProps, textUtil } from '@grafana/data';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Star } from 'lucide-react';
import { Link } from 'wouter';
import { call } from '../../api/http';
import { IconButton } from '../../controls/button';
import { Failure, Notice, Skeleton } from '../../controls/notice';
import { useTime } from '../../time/time-context';
import styles from './dash-list.module.css';
import type { DashListOptions } from './options';
import { type FoundDashboard, findSections } from './sections';

/** The panel "dashboard list": those with a star, those seen last, those found. */
export function DashListPanel({ options, width, height, replaceVariables }: PanelProps<DashListOptions>) {
  const { tick } = useTime();
  const asked = { ...options, query: replaceVariables(options.query ?? '') };
  const { data, error } = useQuery({
    queryKey: ['search', 'dash-list', asked, tick],
    queryFn: ({ signal }) => findSections(asked, signal),
    placeholderData: keepPreviousData,
  });
  const style = { width, height };
  if (data === undefined) {
    return (
      <div style={style} data-panel-state={error === null ? 'loading' : 'error'}>
        {error === null ? <Skeleton height="100%" /> : <Failure title="Dashboards could not be read" error={error} />}
      </div>
    );
  }
  const suffix = parametersOf(options, replaceVariables);
  const isEmpty = data.every(({ dashboards }) => dashboards.length === 0);
  return (
    <div className={styles.panel} style={style} data-panel-state={isEmpty ? 'empty' : 'done'}>
      {data.length === 0 && <Notice title="No list is chosen" />}
      {data.map(({ title, dashboards }) => (
        <section key={title}>
          {options.showHeadings && <h3 className={styles.heading}>{title}</h3>}
          {dashboards.length === 0 && <p className={styles.muted}>None</p>}
          <ul className={styles.list}>
            {dashboards.map((dashboard) => (
              <Dashboard
                key={dashboard.uid}
                dashboard={dashboard}
                suffix={suffix}
                hasFolder={options.showFolderNames}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function parametersOf({ includeVars, keepTime }: DashListOptions, replace: PanelProps['replaceVariables']): string {
  const parts = [keepTime ? '${__url_time_range}' : '', includeVars ? '${__all_variables}' : ''];
  const filled = parts
    .map((part) => (part === '' ? '' : replace(part)))
    .filter((part) => part !== '' && !part.startsWith('$'));
  return filled.length === 0 ? '' : `?${filled.join('&')}`;
}

interface DashboardProps {
  readonly dashboard: FoundDashboard;
  readonly suffix: string;
  readonly hasFolder: boolean;
}

function Dashboard({
  dashboard: { uid, title, url, folderTitle, isStarred = false },
  suffix,
  hasFolder,
}: DashboardProps) {
  const client = useQueryClient();
  const star = async () => {
    await call(`/api/user/stars/dashboard/uid/${encodeURIComponent(uid)}`, { method: isStarred ? 'DELETE' : 'POST' });
    await client.invalidateQueries({ queryKey: ['search'] });
  };
  return (
    <li className={styles.row}>
      <Link href={`${textUtil.sanitizeUrl(url)}${suffix}`} className={styles.name}>
        {title}
      </Link>
      {hasFolder && folderTitle && <span className={styles.muted}>{folderTitle}</span>}
      <IconButton
        icon={Star}
        label={`Star ${title}`}
        size="small"
        pressed={isStarred}
        onClick={() => void star()}
        className={styles.star ?? ''}
      />
    </li>
  );
}
