import { slugOf } from '../../dashboards/slug.js';

interface Titled {
  readonly uid: string;
  readonly title: string;
}

/** Where the UI shows a dashboard. */
export const dashboardUrl = ({ uid, title }: Titled): string => `/d/${uid}/${slugOf(title)}`;

/** Where the UI shows a folder. */
export const folderUrl = ({ uid, title }: Titled): string => `/dashboards/f/${uid}/${slugOf(title)}`;

/** A time as Grafana writes it. */
export const isoTime = (ms: number): string => new Date(ms).toISOString();

/** How clients name the root where they must name a folder. */
const ROOT_NAMES = new Set(['', 'general']);

/** The uid of a folder as this program keeps it. */
export const folderUidOf = (asked: string): string => (ROOT_NAMES.has(asked) ? '' : asked);
