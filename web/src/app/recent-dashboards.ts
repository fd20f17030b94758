import { recentTexts } from './recent-list';

/** uids of the dashboards that were opened last in this browser. */
export const recentDashboards = recentTexts('quartet.recent-dashboards', 20);
