import { isObject } from '../../json';
import { upgradeMappings } from './mappings';
import { type Draft, draftOf, draftsOf, eachFieldConfig, eachPanel, type Step } from './step';

const ofPanels =
  (change: (panel: Draft) => void): Step['apply'] =>
  (dashboard) =>
    eachPanel(dashboard, change);

/** Fields, legends, tooltips and transformations of panels. */
export const FIELD_STEPS: readonly Step[] = [
  {
    version: 30,
    apply: ofPanels((panel) => {
      eachFieldConfig(panel, (config, properties) => {
        if (Array.isArray(config.mappings)) config.mappings = upgradeMappings(config.mappings);
        for (const property of properties ?? []) {
          if (property.id === 'mappings') property.value = upgradeMappings(property.value);
        }
      });
      const options = draftOf(panel.options);
      if (options.tooltipOptions !== undefined) {
        options.tooltip ??= options.tooltipOptions;
        delete options.tooltipOptions;
      }
    }),
  },
  {
    version: 31,
    apply: ofPanels((panel) => {
      const steps = draftsOf(panel.transformations);
      if (!steps.some(({ id }) => id === 'labelsToFields')) return;
      panel.transformations = steps.flatMap((step, i) =>
        step.id === 'labelsToFields' && steps[i + 1]?.id !== 'merge' ? [step, { id: 'merge', options: {} }] : [step],
      );
    }),
  },
  {
    version: 37,
    apply: ofPanels((panel) => {
      const { legend } = draftOf(panel.options);
      if (!isObject(legend)) return;
      const isHidden = legend.displayMode === 'hidden' || legend.showLegend === false;
      Object.assign(legend as Draft, isHidden ? { displayMode: 'list', showLegend: false } : { showLegend: true });
    }),
  },
  {
    version: 38,
    apply: ofPanels((panel) => {
      if (panel.type !== 'table') return;
      eachFieldConfig(panel, (config, properties) => {
        const custom = draftOf(config.custom);
        if (typeof custom.displayMode === 'string') {
          custom.cellOptions ??= cellOptionsOf(custom.displayMode);
          delete custom.displayMode;
        }
        for (const property of properties ?? []) {
          if (property.id !== 'custom.displayMode') continue;
          property.id = 'custom.cellOptions';
          property.value = cellOptionsOf(String(property.value));
        }
      });
    }),
  },
  {
    version: 39,
    apply: ofPanels((panel) => {
      for (const step of draftsOf(panel.transformations)) {
        const { refIdToStat } = draftOf(step.options);
        if (step.id !== 'timeSeriesTable' || !isObject(refIdToStat)) continue;
        step.options = Object.fromEntries(Object.entries(refIdToStat).map(([refId, stat]) => [refId, { stat }]));
      }
    }),
  },
  {
    version: 42,
    apply: ofPanels((panel) =>
      eachFieldConfig(panel, (_config, properties) => {
        for (const { id, value } of properties ?? []) {
          if (id === 'custom.hideFrom' && draftOf(value).viz === true) draftOf(value).tooltip = true;
        }
      }),
    ),
  },
];

/** Kinds of cells by the names they had. */
const CELLS: Readonly<Record<string, Draft>> = {
  'gradient-gauge': { type: 'gauge', mode: 'gradient' },
  'lcd-gauge': { type: 'gauge', mode: 'lcd' },
  'basic-gauge': { type: 'gauge', mode: 'basic' },
  'color-background': { type: 'color-background', mode: 'gradient' },
  'color-background-solid': { type: 'color-background', mode: 'basic' },
};

const cellOptionsOf = (displayMode: string): Draft => ({ ...(CELLS[displayMode] ?? { type: displayMode }) });
