import { PanelPlugin } from '@grafana/data';
import { TracesPanel } from './traces-panel';

/** Filters of spans are chosen in the view itself. */
export default new PanelPlugin<object>(TracesPanel);
