import type { Dedup } from '../../logs/dedup';

/** Options of the panel "logs". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/logs/ */
export interface LogsOptions {
  showTime: boolean;
  showLabels: boolean;
  showCommonLabels: boolean;
  wrapLogMessage: boolean;
  prettifyLogMessage: boolean;
  enableLogDetails: boolean;
  dedupStrategy: Dedup;
  sortOrder: 'Ascending' | 'Descending';
  /** Fields in the place of the line. */
  displayedFields?: string[];
  fontSize?: 'default' | 'small';
  /** Whether the details of a line lead to those around it. */
  showLogContextToggle?: boolean;
  /** Whether further lines are asked for where the list ends. */
  enableInfiniteScrolling?: boolean;
  /** Whether the tools of the list are there: download, wrapping, order. */
  showControls?: boolean;
  allowDownload?: boolean;
}
