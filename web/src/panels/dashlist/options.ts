/** Options of the panel "dashboard list". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/dashboard-list/ */
export interface DashListOptions {
  showStarred: boolean;
  showRecentlyViewed: boolean;
  showSearch: boolean;
  showHeadings: boolean;
  showFolderNames: boolean;
  maxItems: number;
  query: string;
  tags: string[];
  folderUID?: string;
  /** Links keep the values of variables, and the time. */
  includeVars: boolean;
  keepTime: boolean;
}
