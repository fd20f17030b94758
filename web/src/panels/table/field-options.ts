import { type Field, type FieldConfigEditorBuilder, FieldType, identityOverrideProcessor } from '@grafana/data';
import { addObject, choices } from '../../charts/options/field-options';
import { EDITORS } from '../editors/editors';
import type { TableField } from './options';

const CELL_TYPES = choices([
  ['auto', 'Auto'],
  ['color-text', 'Colored text'],
  ['color-background', 'Colored background'],
  ['gauge', 'Gauge'],
  ['sparkline', 'Sparkline'],
  ['data-links', 'Data links'],
  ['actions', 'Actions'],
  ['image', 'Image'],
  ['json-view', 'JSON view'],
  ['markdown', 'Markdown'],
  ['pill', 'Pill'],
]).options;

/** The whole `custom` part of the panel "table". */
export function addTableField(builder: FieldConfigEditorBuilder<TableField>): void {
  const column = ['Table'];
  const cell = 'Cell options';
  builder
    .addNumberInput({
      path: 'minWidth',
      name: 'Minimum column width',
      category: column,
      settings: { placeholder: '150', min: 20, max: 500 },
    })
    .addNumberInput({
      path: 'width',
      name: 'Column width',
      category: column,
      settings: { placeholder: 'auto', min: 20 },
    })
    .addRadio({
      path: 'align',
      name: 'Column alignment',
      category: column,
      defaultValue: 'auto',
      settings: choices([
        ['auto', 'Auto'],
        ['left', 'Left'],
        ['center', 'Center'],
        ['right', 'Right'],
      ]),
    })
    .addBooleanSwitch({ path: 'filterable', name: 'Column filter', category: column, defaultValue: false })
    .addBooleanSwitch({ path: 'sortable', name: 'Sortable', category: column, defaultValue: true })
    .addBooleanSwitch({ path: 'wrapText', name: 'Wrap text', category: [cell], defaultValue: false })
    .addBooleanSwitch({ path: 'wrapHeaderText', name: 'Wrap header text', category: column, defaultValue: false })
    .addBooleanSwitch({ path: 'hideHeader', name: 'Hide header', category: column, hideFromDefaults: true })
    .addBooleanSwitch({ path: 'inspect', name: 'Cell value inspect', category: [cell], defaultValue: false })
    .addCustomEditor({
      id: 'footer.reducers',
      path: 'footer.reducers',
      name: 'Footer calculation',
      category: ['Table footer'],
      defaultValue: [],
      editor: EDITORS['stats-picker'],
      override: EDITORS['stats-picker'],
      process: identityOverrideProcessor,
      settings: { allowMultiple: true },
      shouldApply: () => true,
    })
    .addFieldNamePicker({ path: 'tooltip.field', name: 'Tooltip from field', category: [cell], settings: {} })
    .addSelect({
      path: 'tooltip.placement',
      name: 'Tooltip placement',
      category: [cell],
      defaultValue: 'auto',
      settings: choices([
        ['auto', 'Auto'],
        ['top', 'Top'],
        ['right', 'Right'],
        ['bottom', 'Bottom'],
        ['left', 'Left'],
      ]),
    })
    .addFieldNamePicker({
      path: 'styleField',
      name: 'Styling from field',
      category: [cell],
      settings: { filter: ({ type }: Field) => type !== FieldType.number },
    });
  addObject(builder, {
    path: 'cellOptions',
    name: 'Cell type',
    category: cell,
    defaultValue: { type: 'auto' },
    parts: [
      { key: 'type', label: 'Cell type', kind: 'choice', choices: CELL_TYPES },
      {
        key: 'mode',
        label: 'Display mode',
        kind: 'choice',
        choices: choices([
          ['basic', 'Basic'],
          ['gradient', 'Gradient'],
          ['lcd', 'Retro LCD'],
        ]).options,
      },
      {
        key: 'valueDisplayMode',
        label: 'Value of a gauge',
        kind: 'choice',
        choices: choices([
          ['color', 'Value color'],
          ['text', 'Text color'],
          ['hidden', 'Hidden'],
        ]).options,
      },
      { key: 'applyToRow', label: 'Background of the whole row', kind: 'switch' },
      { key: 'hideValue', label: 'Hide the value of a sparkline', kind: 'switch' },
      { key: 'dynamicHeight', label: 'As high as its markdown', kind: 'switch' },
      { key: 'alt', label: 'Alternative text of an image', kind: 'text' },
      { key: 'title', label: 'Title of an image', kind: 'text' },
    ],
  });
  addObject(builder, {
    path: 'hideFrom',
    name: 'Hide in table',
    category: 'Table',
    defaultValue: undefined,
    hideFromDefaults: true,
    parts: [{ key: 'viz', label: 'Hide in table', kind: 'switch' }],
  });
}
