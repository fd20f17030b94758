/** Options of the panel "annotations list". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/annotations/ */
export interface AnnoListOptions {
  onlyFromThisDashboard: boolean;
  onlyInTimeRange: boolean;
  tags: string[];
  limit: number;
  showUser: boolean;
  showTime: boolean;
  showTags: boolean;
  navigateToPanel: boolean;
  /** How much time before and after an annotation a click on it shows, as `10m`. */
  navigateBefore: string;
  navigateAfter: string;
}
