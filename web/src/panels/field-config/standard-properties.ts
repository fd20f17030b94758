import {
  booleanOverrideProcessor,
  dataLinksOverrideProcessor,
  displayNameOverrideProcessor,
  type FieldConfigPropertyItem,
  FieldType,
  identityOverrideProcessor,
  numberOverrideProcessor,
  standardEditorsRegistry,
  standardFieldConfigEditorRegistry,
  stringOverrideProcessor,
  ThresholdsMode,
  thresholdsOverrideProcessor,
  unitOverrideProcessor,
  valueMappingsOverrideProcessor,
} from '@grafana/data';
import { EDITORS, type EditorId } from '../editors/editors';

const STANDARD = ['Standard options'];
const always = (): boolean => true;

type Property = Pick<FieldConfigPropertyItem, 'name' | 'category' | 'process'> &
  Partial<FieldConfigPropertyItem> & { readonly editorId: EditorId };

/** What every panel's fields may be told, by the names in dashboards. https://grafana.com/docs/grafana/latest/panels-visualizations/configure-standard-options/ */
const PROPERTIES: Readonly<Record<string, Property>> = {
  displayName: {
    name: 'Display name',
    description: 'Name of the field or series',
    category: STANDARD,
    editorId: 'text',
    process: displayNameOverrideProcessor,
    settings: { placeholder: 'none', expandTemplateVars: true },
  },
  unit: { name: 'Unit', category: STANDARD, editorId: 'unit', process: unitOverrideProcessor, shouldApply: isValue },
  min: {
    name: 'Min',
    description: 'Leave empty to calculate it from all values',
    category: STANDARD,
    editorId: 'number',
    process: numberOverrideProcessor,
    settings: { placeholder: 'auto' },
    shouldApply: isNumeric,
  },
  max: {
    name: 'Max',
    description: 'Leave empty to calculate it from all values',
    category: STANDARD,
    editorId: 'number',
    process: numberOverrideProcessor,
    settings: { placeholder: 'auto' },
    shouldApply: isNumeric,
  },
  fieldMinMax: {
    name: 'Field min/max',
    description: 'Calculate min and max of each field by itself',
    category: STANDARD,
    editorId: 'boolean',
    process: booleanOverrideProcessor,
    shouldApply: isNumeric,
  },
  decimals: {
    name: 'Decimals',
    category: STANDARD,
    editorId: 'number',
    process: numberOverrideProcessor,
    settings: { placeholder: 'auto', min: 0, max: 15, integer: true },
    shouldApply: isNumeric,
  },
  color: {
    name: 'Color scheme',
    category: STANDARD,
    editorId: 'fieldColor',
    process: identityOverrideProcessor,
    shouldApply: always,
  },
  noValue: {
    name: 'No value',
    description: 'What is shown where there is no value',
    category: STANDARD,
    editorId: 'text',
    process: stringOverrideProcessor,
    settings: { placeholder: '-' },
  },
  links: {
    name: 'Data links',
    category: ['Data links and actions'],
    editorId: 'links',
    process: dataLinksOverrideProcessor,
  },
  actions: {
    name: 'Actions',
    category: ['Data links and actions'],
    editorId: 'actions',
    process: identityOverrideProcessor,
  },
  mappings: {
    name: 'Value mappings',
    description: 'Other text or colour for values',
    category: ['Value mappings'],
    editorId: 'mappings',
    process: valueMappingsOverrideProcessor,
    defaultValue: [],
  },
  thresholds: {
    name: 'Thresholds',
    category: ['Thresholds'],
    editorId: 'thresholds',
    process: thresholdsOverrideProcessor,
    defaultValue: {
      mode: ThresholdsMode.Absolute,
      steps: [
        { value: Number.NEGATIVE_INFINITY, color: 'green' },
        { value: 80, color: 'red' },
      ],
    },
  },
  filterable: {
    name: 'Ad-hoc filterable',
    category: STANDARD,
    editorId: 'boolean',
    process: booleanOverrideProcessor,
    hideFromDefaults: true,
  },
};

function isNumeric(field: { type: FieldType }): boolean {
  return field.type === FieldType.number;
}

function isValue(field: { type: FieldType }): boolean {
  return field.type !== FieldType.time;
}

const properties = (): FieldConfigPropertyItem[] =>
  Object.entries(PROPERTIES).map(([id, { editorId, ...property }]) => ({
    id,
    path: id,
    editor: EDITORS[editorId],
    override: EDITORS[editorId],
    shouldApply: always,
    ...property,
  }));

/**
 * Fills the registries of @grafana/data. Without it applyFieldOverrides drops what it does not know, and plugins cannot name
 * their options: this is imported before any plugin is.
 */
export function registerFieldConfig(): void {
  if (isRegistered) return;
  isRegistered = true;
  standardEditorsRegistry.setInit(() => Object.entries(EDITORS).map(([id, editor]) => ({ id, name: id, editor })));
  standardFieldConfigEditorRegistry.setInit(properties);
}

let isRegistered = false;
