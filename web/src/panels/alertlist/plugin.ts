import { PanelPlugin } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import { AlertListPanel } from './alert-list-panel';
import { migrateAlertList } from './migrate-alert-list';
import { type AlertListOptions, type AlertState, SORT_ORDERS } from './options';

/** Which states are shown until they are chosen. */
const STATES: readonly (readonly [AlertState, string, boolean])[] = [
  ['firing', 'Alerting / Firing', true],
  ['pending', 'Pending', true],
  ['recovering', 'Recovering', true],
  ['noData', 'No data', false],
  ['normal', 'Normal', false],
  ['error', 'Error', true],
];

export default new PanelPlugin<AlertListOptions>(AlertListPanel)
  .setPanelOptions((builder) => {
    const filter = ['Filter'];
    builder
      .addRadio({
        path: 'viewMode',
        name: 'View mode',
        defaultValue: 'list',
        settings: choices([
          ['list', 'List'],
          ['stat', 'Stat'],
        ]),
      })
      .addRadio({
        path: 'groupMode',
        name: 'Group mode',
        defaultValue: 'default',
        settings: choices([
          ['default', 'Default grouping'],
          ['custom', 'Custom grouping'],
        ]),
      })
      .addStringArray({
        path: 'groupBy',
        name: 'Group by',
        defaultValue: [] as never,
        showIf: ({ groupMode }) => groupMode === 'custom',
      })
      .addNumberInput({ path: 'maxItems', name: 'Max items', defaultValue: 20, settings: { integer: true, min: 1 } })
      .addSelect({
        path: 'sortOrder',
        name: 'Sort order',
        defaultValue: SORT_ORDERS.alphaAsc as number,
        settings: choices<number>([
          [SORT_ORDERS.alphaAsc, 'Alphabetical (asc)'],
          [SORT_ORDERS.alphaDesc, 'Alphabetical (desc)'],
          [SORT_ORDERS.importance, 'Importance'],
          [SORT_ORDERS.timeAsc, 'Time (asc)'],
          [SORT_ORDERS.timeDesc, 'Time (desc)'],
        ]),
      })
      .addBooleanSwitch({ path: 'dashboardAlerts', name: 'Alerts linked to this dashboard', defaultValue: false })
      .addTextInput({ path: 'alertName', name: 'Alert name', category: filter, defaultValue: '' })
      .addTextInput({
        path: 'alertInstanceLabelFilter',
        name: 'Alert instance label',
        category: filter,
        defaultValue: '',
        settings: { placeholder: '{severity="critical", team=~"a|b"}' },
      })
      .addTextInput({ path: 'folder.title', name: 'File or group of the rules', category: filter })
      .addBooleanSwitch({
        path: 'showInactiveAlerts',
        name: 'Show rules without alerts',
        category: filter,
        defaultValue: false,
      });
    for (const [state, name, defaultValue] of STATES) {
      builder.addBooleanSwitch({ path: `stateFilter.${state}`, name, category: ['Alert state filter'], defaultValue });
    }
  })
  .setMigrationHandler(migrateAlertList);
