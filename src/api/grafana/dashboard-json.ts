import type { DashboardVersion, StoredDashboard } from '../../dashboards/dashboard.js';
import { slugOf } from '../../dashboards/slug.js';
import type { DashboardStore } from '../../dashboards/store.js';
import { dashboardUrl, folderUrl, isoTime } from './addresses.js';

/** What is known of a dashboard beside its JSON. */
export function metaOf({ folders, choices }: DashboardStore, dashboard: StoredDashboard) {
  const { provenance, folderUid } = dashboard;
  const folder = folders.get(folderUid);
  const canSave = provenance === undefined || provenance.allowUiUpdates;
  return {
    type: 'db',
    canSave,
    canEdit: true,
    canAdmin: true,
    canStar: true,
    canDelete: provenance === undefined,
    slug: slugOf(dashboard.title),
    url: dashboardUrl(dashboard),
    expires: '0001-01-01T00:00:00Z',
    created: isoTime(dashboard.createdMs),
    updated: isoTime(dashboard.updatedMs),
    createdBy: dashboard.createdBy,
    updatedBy: dashboard.updatedBy,
    version: dashboard.version,
    hasAcl: false,
    isFolder: false,
    isStarred: choices.starred().has(dashboard.uid),
    folderId: folder?.id ?? 0,
    folderUid,
    folderTitle: folder?.title ?? 'General',
    folderUrl: folder === undefined ? '' : folderUrl(folder),
    provisioned: provenance !== undefined,
    provisionedExternalId: provenance?.shownFile ?? '',
    annotationsPermissions: { dashboard: ALL_ALLOWED, organization: ALL_ALLOWED },
  };
}

const ALL_ALLOWED = { canAdd: true, canEdit: true, canDelete: true };

/** What a save answers. */
export const savedJson = (dashboard: StoredDashboard) => ({
  id: dashboard.id,
  uid: dashboard.uid,
  url: dashboardUrl(dashboard),
  status: 'success',
  version: dashboard.version,
  slug: slugOf(dashboard.title),
  folderUid: dashboard.folderUid,
});

/** A save of a dashboard's history; its JSON where one alone is asked for. */
export const versionJson = ({ id, uid }: StoredDashboard, version: DashboardVersion, withModel: boolean) => ({
  id: version.version,
  dashboardId: id,
  dashboardUID: uid,
  uid,
  parentVersion: version.parentVersion,
  restoredFrom: version.restoredFrom,
  version: version.version,
  created: isoTime(version.createdMs),
  createdBy: version.createdBy,
  message: version.message,
  data: withModel ? version.model : {},
});
