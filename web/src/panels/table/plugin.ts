import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { addTableField } from './field-options';
import { fromOldTable } from './from-old-table';
import { migrateTable } from './migrate';
import type { TableField, TableOptions } from './options';
import { TablePanel } from './table-panel';

export default new PanelPlugin<TableOptions, TableField>(TablePanel)
  .useFieldConfig({ useCustomConfig: addTableField })
  .setPanelOptions((builder) => {
    builder
      .addBooleanSwitch({ path: 'showHeader', name: 'Show table header', defaultValue: true })
      .addNumberInput({
        path: 'frozenColumns.left',
        name: 'Frozen columns',
        settings: { placeholder: 'none', integer: true, min: 0 },
      })
      .addRadio({
        path: 'cellHeight',
        name: 'Cell height',
        defaultValue: 'sm',
        settings: choices([
          ['sm', 'Small'],
          ['md', 'Medium'],
          ['lg', 'Large'],
        ]),
      })
      .addNumberInput({
        path: 'maxRowHeight',
        name: 'Max row height',
        settings: { placeholder: 'none', integer: true, min: 0 },
      })
      .addBooleanSwitch({ path: 'showTypeIcons', name: 'Show type icons', defaultValue: false })
      .addBooleanSwitch({ path: 'enablePagination', name: 'Enable pagination', defaultValue: false })
      .addNumberInput({
        path: 'pageSize',
        name: 'Rows per page',
        settings: { placeholder: 'Auto', integer: true, min: 1 },
        showIf: ({ enablePagination }) => enablePagination === true,
      })
      .addBooleanSwitch({
        path: 'disableKeyboardEvents',
        name: 'Disable keyboard events',
        category: ['Accessibility'],
        defaultValue: false,
      })
      .addNumberInput({ path: 'frameIndex', name: 'Current frame', defaultValue: 0, showIf: () => false })
      .addCustomEditor({
        id: 'sortBy',
        path: 'sortBy',
        name: 'Sort by',
        defaultValue: [],
        editor: () => null,
        showIf: () => false,
      });
  })
  .setPanelChangeHandler(fromOldTable)
  .setMigrationHandler(migrateTable);
