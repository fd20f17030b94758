import { PanelPlugin } from '@grafana/data';
import type { UnsupportedOptions } from './options';
import { UnsupportedPanel } from './unsupported-panel';

/** Options of what cannot be drawn are kept as they are: it has none of its own. */
export default new PanelPlugin<UnsupportedOptions>(UnsupportedPanel).useFieldConfig({});
