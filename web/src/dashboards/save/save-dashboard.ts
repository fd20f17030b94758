import { ApiError, callJson } from '../../api/http';
import type { Dashboard } from '../model/dashboard';
import type { Json } from '../model/json';
import { readDashboard, writeDashboard } from '../model/read-dashboard';
import type { DashboardMeta } from '../view/dashboard-context';

export interface Saved {
  readonly dashboard: Dashboard;
  readonly meta: DashboardMeta;
  readonly url: string;
}

interface SaveAnswer {
  readonly id: number;
  readonly uid: string;
  readonly url: string;
  readonly version: number;
  readonly folderUid: string;
}

export interface SaveRequest {
  readonly dashboard: Dashboard;
  readonly meta: DashboardMeta;
  readonly message: string;
  /** Empty: the root. */
  readonly folderUid: string;
  /** In place of what somebody else saved in between, and of one that has the name. */
  readonly overwrite: boolean;
  /** As a new dashboard with a uid of its own. */
  readonly isCopy: boolean;
}

/** Stores a dashboard, and gives it as it is stored. Throws ApiError; see `clashOf`. */
export async function saveDashboard({
  dashboard,
  meta,
  message,
  folderUid,
  overwrite,
  isCopy,
}: SaveRequest): Promise<Saved> {
  const model = modelOf(dashboard, isCopy);
  const answer = await callJson<SaveAnswer>('/api/dashboards/db', {
    body: { dashboard: model, message, overwrite, ...(folderUid === '' ? { folderId: 0 } : { folderUid }) },
  });
  const stored = { ...model, id: answer.id, uid: answer.uid, version: answer.version };
  const { provisioned, ...own } = meta;
  return {
    dashboard: readDashboard(stored),
    meta: {
      ...(isCopy ? own : meta),
      version: answer.version,
      folderUid: answer.folderUid,
      url: answer.url,
      canSave: true,
    },
    url: answer.url,
  };
}

/** The JSON that is stored; of a copy without what names the original. */
function modelOf(dashboard: Dashboard, isCopy: boolean): Json {
  const model = { ...writeDashboard(dashboard), ...(dashboard.uid !== '' && { uid: dashboard.uid }) };
  return isCopy ? { ...model, id: null, uid: '', version: 0 } : model;
}

/** Why a save was refused. `version`: somebody else saved it in between. */
export type Clash = 'version' | 'name' | 'provisioned';

const CLASHES: Readonly<Record<string, Clash>> = { 'version-mismatch': 'version', 'name-exists': 'name' };

export function clashOf(error: unknown): Clash | undefined {
  if (!(error instanceof ApiError)) return undefined;
  const { status } = (error.body ?? {}) as { status?: unknown };
  if (typeof status === 'string' && Object.hasOwn(CLASHES, status)) return CLASHES[status];
  return error.status === 400 && error.message.includes('provisioned') ? 'provisioned' : undefined;
}
