import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo } from 'react';
import { useLocation, useParams } from 'wouter';
import { ApiError, callJson } from '../api/http';
import { Page } from '../app/page';
import { recentDashboards } from '../app/recent-dashboards';
import { useUrlState } from '../app/url-state';
import { Button } from '../controls/button';
import { Failure, Notice, Progress } from '../controls/notice';
import { loadSourceAliases } from '../data/sources';
import { isEditing } from './edit/edit-address';
import { EDIT_SHORTCUTS, EditButton, editMenuItems } from './edit/edit-button';
import type { Json } from './model/json';
import { readDashboard } from './model/read-dashboard';
import type { DashboardMeta } from './view/dashboard-context';
import { DashboardView } from './view/dashboard-view';

const EditMode = lazy(() => import('./edit/edit-mode'));

export interface StoredDashboard {
  readonly dashboard: Json;
  readonly meta: DashboardMeta;
}

const NEW: StoredDashboard = { dashboard: { title: 'New dashboard', panels: [] }, meta: { canSave: true } };

/** /d/:uid, /d-solo/:uid with `panelId`, and /dashboard/new. */
export default function DashboardPage() {
  const { uid } = useParams<{ uid?: string }>();
  const [path] = useLocation();
  const { search } = useUrlState();
  const isSolo = path.startsWith('/d-solo/');
  const { data, error, refetch } = useStoredDashboard(uid);
  const dashboard = useMemo(() => (data === undefined ? undefined : readDashboard(data.dashboard)), [data]);
  useEffect(() => {
    if (uid !== undefined && data !== undefined) recentDashboards.remember(uid);
  }, [uid, data]);
  if (error !== null) {
    const isMissing = error instanceof ApiError && error.status === 404;
    return (
      <Page title="Dashboard">
        {isMissing ? (
          <Notice title="There is no such dashboard" action={<a href="/dashboards">Go to the dashboards</a>} />
        ) : (
          <Failure error={error} action={<Button onClick={() => void refetch()}>Try again</Button>} />
        )}
      </Page>
    );
  }
  if (data === undefined || dashboard === undefined) return <Progress />;
  if (!isSolo && isEditing(path, search)) {
    return (
      <Suspense fallback={<Progress />}>
        <EditMode key={uid ?? 'new'} dashboard={dashboard} meta={data.meta} folderUid={search.get('folderUid') ?? ''} />
      </Suspense>
    );
  }
  return (
    <DashboardView
      key={uid ?? 'new'}
      dashboard={dashboard}
      meta={data.meta}
      actions={<EditButton isInBar />}
      menuItems={editMenuItems}
      shortcuts={EDIT_SHORTCUTS}
      emptyAction={<EditButton />}
      {...(isSolo && { solo: search.get('panelId') ?? '1' })}
    />
  );
}

/** A dashboard as it is stored, with the names of data sources known that it may use. */
function useStoredDashboard(uid: string | undefined) {
  return useQuery({
    queryKey: ['dashboard', uid ?? ''],
    queryFn: async ({ signal }) => {
      const aliases = loadSourceAliases(signal).catch(() => undefined);
      if (uid === undefined) return NEW;
      const path = `/api/dashboards/uid/${encodeURIComponent(uid)}`;
      const [stored] = await Promise.all([callJson<StoredDashboard>(path, { signal }), aliases]);
      return stored;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}
