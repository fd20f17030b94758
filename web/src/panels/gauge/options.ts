import type { SingleValueOptions } from '../single-value/options';
import type { SizingOptions } from '../single-value/sizing';
import type { TextMode } from '../single-value/text-mode';

/** Options of the panel "gauge". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/gauge/ */
export interface GaugeOptions extends SingleValueOptions, SizingOptions {
  shape: 'gauge' | 'circle';
  barShape: 'flat' | 'rounded';
  /** Share of the radius, 0.1 to 1. */
  barWidthFactor: number;
  effects: { readonly gradient?: boolean; readonly barGlow?: boolean; readonly centerGlow?: boolean };
  endpointMarker?: 'point' | 'glow' | 'none';
  /** The bar begins at this value instead of the least. */
  neutral?: number;
  /** 1: one bar. */
  segmentCount: number;
  /** Share of a segment that is left free, 0 to 1. */
  segmentSpacing: number;
  showThresholdLabels: boolean;
  showThresholdMarkers: boolean;
  sparkline?: boolean;
  textMode?: TextMode;
}
