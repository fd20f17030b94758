/** Options of the panel "text". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/text/ */
export interface TextOptions {
  mode: 'markdown' | 'html' | 'code';
  content: string;
  code?: { language?: string; showLineNumbers?: boolean; showMiniMap?: boolean };
  /** Once, or for each row of the data. */
  renderMode?: 'once' | 'perRow';
}
