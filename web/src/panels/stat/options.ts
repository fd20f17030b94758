import type { SingleValueOptions, TextSizes } from '../single-value/options';
import type { TextMode } from '../single-value/text-mode';

/** Options of the panel "stat". https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/ */
export interface StatOptions extends SingleValueOptions {
  colorMode: 'none' | 'value' | 'background' | 'background_solid';
  graphMode: 'none' | 'area' | 'line';
  justifyMode: 'auto' | 'center';
  textMode: TextMode;
  wideLayout: boolean;
  showPercentChange: boolean;
  percentChangeColorMode: 'standard' | 'inverted' | 'same_as_value';
  text?: TextSizes;
}
