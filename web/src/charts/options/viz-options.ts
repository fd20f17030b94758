/** The legend and the tooltip of a panel, as all panels with series have them in a dashboard's JSON. */
export interface LegendOptions {
  displayMode?: 'list' | 'table' | 'hidden';
  placement?: 'bottom' | 'right';
  showLegend?: boolean;
  /** Ids of reducers, in the order of the columns. */
  calcs?: string[];
  /** CSS px, or CSS text; only at the right. */
  width?: number | string;
  sortBy?: string;
  sortDesc?: boolean;
  isVisible?: boolean;
  asTable?: boolean;
  /** Series beyond it are shown on demand. */
  limit?: number;
  overflow?: 'ellipsis' | 'wrap';
}

export interface TooltipOptions {
  mode?: 'single' | 'multi' | 'none';
  sort?: 'none' | 'asc' | 'desc';
  hideZeros?: boolean;
  /** CSS px. */
  maxHeight?: number;
  maxWidth?: number;
}

export const isLegendShown = (legend: LegendOptions | undefined): legend is LegendOptions =>
  legend !== undefined && legend.showLegend !== false && legend.isVisible !== false && legend.displayMode !== 'hidden';
