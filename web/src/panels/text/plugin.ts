import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { LANGUAGES } from './highlight';
import { migrateText } from './migrate-text';
import type { TextOptions } from './options';
import { TextPanel } from './text-panel';

const isCode = ({ mode }: TextOptions): boolean => mode === 'code';

export default new PanelPlugin<TextOptions>(TextPanel)
  .setPanelOptions((builder) => {
    builder
      .addRadio({
        path: 'mode',
        name: 'Mode',
        defaultValue: 'markdown',
        settings: choices([
          ['markdown', 'Markdown'],
          ['html', 'HTML'],
          ['code', 'Code'],
        ]),
      })
      .addSelect({
        path: 'code.language',
        name: 'Language',
        defaultValue: 'plaintext',
        settings: choices(Object.keys(LANGUAGES).map((name) => [name, name] as const)),
        showIf: isCode,
      })
      .addBooleanSwitch({
        path: 'code.showLineNumbers',
        name: 'Show line numbers',
        defaultValue: false,
        showIf: isCode,
      })
      .addBooleanSwitch({ path: 'code.showMiniMap', name: 'Show mini map', defaultValue: false, showIf: () => false })
      .addRadio({
        path: 'renderMode',
        name: 'Render',
        defaultValue: 'once',
        settings: choices([
          ['once', 'Once'],
          ['perRow', 'For each row'],
        ]),
      })
      .addTextInput({
        path: 'content',
        name: 'Content',
        defaultValue: '',
        settings: { useTextarea: true, rows: 12 },
      });
  })
  .setMigrationHandler(migrateText)
  .setNoPadding();
