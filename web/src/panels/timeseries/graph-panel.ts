/** The panel "graph" of Grafana before version 10, as far as dashboards use it (documentation: "Graph panel (old)"). */
export interface GraphPanel {
  readonly lines?: boolean;
  readonly linewidth?: number;
  /** 0 to 10. */
  readonly fill?: number;
  readonly fillGradient?: number;
  readonly dashes?: boolean;
  readonly dashLength?: number;
  readonly spaceLength?: number;
  readonly steppedLine?: boolean;
  readonly bars?: boolean;
  readonly points?: boolean;
  readonly pointradius?: number;
  readonly nullPointMode?: 'null' | 'connected' | 'null as zero';
  readonly stack?: boolean;
  readonly percentage?: boolean;
  readonly decimals?: number | null;
  readonly aliasColors?: Readonly<Record<string, string>>;
  readonly seriesOverrides?: readonly SeriesOverride[];
  readonly thresholds?: readonly GraphThreshold[];
  readonly yaxes?: readonly GraphAxis[];
  readonly legend?: GraphLegend;
  readonly tooltip?: { readonly shared?: boolean; readonly sort?: number };
  readonly xaxis?: { readonly mode?: string | null; readonly show?: boolean };
  readonly fieldConfig?: { readonly defaults?: { readonly unit?: string; readonly links?: unknown[] } };
}

export interface GraphAxis {
  readonly format?: string;
  readonly label?: string | null;
  readonly logBase?: number;
  readonly min?: string | number | null;
  readonly max?: string | number | null;
  readonly show?: boolean;
  readonly decimals?: number | null;
}

/** Values for the series of a name, or of a regular expression between slashes. */
export interface SeriesOverride extends Partial<Omit<GraphPanel, 'stack' | 'legend'>> {
  readonly alias?: string;
  readonly yaxis?: number;
  readonly color?: string;
  readonly stack?: boolean | string;
  readonly transform?: string;
  readonly legend?: boolean;
  readonly fillBelowTo?: string;
  readonly hiddenSeries?: boolean;
  readonly hideTooltip?: boolean;
}

export interface GraphThreshold {
  readonly value?: number;
  readonly op?: 'gt' | 'lt';
  readonly colorMode?: string;
  readonly fill?: boolean;
  readonly line?: boolean;
  readonly fillColor?: string;
  readonly lineColor?: string;
}

export interface GraphLegend {
  readonly show?: boolean;
  readonly alignAsTable?: boolean;
  readonly rightSide?: boolean;
  readonly sideWidth?: number | null;
  readonly values?: boolean;
  readonly min?: boolean;
  readonly max?: boolean;
  readonly avg?: boolean;
  readonly current?: boolean;
  readonly total?: boolean;
  readonly sort?: string | null;
  readonly sortDesc?: boolean | null;
}
