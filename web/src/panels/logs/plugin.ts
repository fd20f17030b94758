import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { LogsPanel } from './logs-panel';
import type { LogsOptions } from './options';

const SWITCHES: readonly (readonly [path: keyof LogsOptions & string, name: string, defaultValue: boolean])[] = [
  ['showTime', 'Show timestamps', false],
  ['showLabels', 'Show labels', false],
  ['showCommonLabels', 'Show common labels', false],
  ['wrapLogMessage', 'Wrap lines', false],
  ['prettifyLogMessage', 'Prettify JSON', false],
  ['enableLogDetails', 'Enable log details', true],
  ['showLogContextToggle', 'Show log context', false],
  ['enableInfiniteScrolling', 'Infinite scrolling', false],
  ['showControls', 'Show controls', false],
  ['allowDownload', 'Allow download', true],
];

export default new PanelPlugin<LogsOptions>(LogsPanel).setPanelOptions((builder) => {
  for (const [path, name, defaultValue] of SWITCHES) builder.addBooleanSwitch({ path, name, defaultValue });
  builder
    .addRadio({
      path: 'fontSize',
      name: 'Font size',
      defaultValue: 'default',
      settings: choices([
        ['default', 'Default'],
        ['small', 'Small'],
      ]),
    })
    .addRadio({
      path: 'dedupStrategy',
      name: 'Deduplication',
      defaultValue: 'none',
      settings: choices([
        ['none', 'None'],
        ['exact', 'Exact'],
        ['numbers', 'Numbers'],
        ['signature', 'Signature'],
      ]),
    })
    .addRadio({
      path: 'sortOrder',
      name: 'Order',
      defaultValue: 'Descending',
      settings: choices([
        ['Descending', 'Newest first'],
        ['Ascending', 'Oldest first'],
      ]),
    })
    .addStringArray({ path: 'displayedFields', name: 'Displayed fields', defaultValue: [] as never });
});
