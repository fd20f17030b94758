/** How many dashboards are remembered. */
const MOST = 20;
const KEY = 'quartet.recent-dashboards';

/** uids of the dashboards that were opened last in this browser, the latest first. */
export function recentDashboards(): readonly string[] {
  try {
    const read: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(read) ? read.filter((uid) => typeof uid === 'string') : [];
  } catch {
    return [];
  }
}

/** To be called when a dashboard was opened. */
export function rememberDashboard(uid: string): void {
  const uids = [uid, ...recentDashboards().filter((one) => one !== uid)].slice(0, MOST);
  try {
    localStorage.setItem(KEY, JSON.stringify(uids));
  } catch {
    // Where the browser keeps nothing there are no recent dashboards.
  }
}
