import { FieldType, fieldReducers, type ReduceDataOptions, type VizOrientation } from '@grafana/data';
import { choices } from '../../charts/options/field-options';
import type { PanelBuilder } from '../../charts/options/panel-options';

/** Sizes of texts, CSS px; what is missing fits the room there is. */
export interface TextSizes {
  titleSize?: number;
  valueSize?: number;
  percentSize?: number;
}

/** What all panels that show single values have. https://grafana.com/docs/grafana/latest/panels-visualizations/visualizations/stat/#value-options */
export interface SingleValueOptions {
  reduceOptions: ReduceDataOptions;
  orientation?: VizOrientation;
  text?: TextSizes;
}

interface ReduceConfig {
  readonly calc?: string;
}

/** `reduceOptions`: one value of each field, or one for each row. */
export function addReduceOptions(builder: PanelBuilder, { calc = 'lastNotNull' }: ReduceConfig = {}): void {
  const category = ['Value options'];
  const isOfRows = ({ reduceOptions }: Partial<SingleValueOptions>) => reduceOptions?.values === true;
  builder
    .addRadio({
      path: 'reduceOptions.values',
      name: 'Show',
      category,
      defaultValue: false,
      settings: {
        options: [
          { value: false, label: 'Calculate' },
          { value: true, label: 'All values' },
        ],
      },
    })
    .addNumberInput({
      path: 'reduceOptions.limit',
      name: 'Limit',
      category,
      settings: { placeholder: '25', integer: true, min: 1, max: 5000 },
      showIf: isOfRows,
    })
    .addMultiSelect({
      path: 'reduceOptions.calcs',
      name: 'Calculation',
      category,
      defaultValue: [calc] as never,
      settings: { options: fieldReducers.list().map(({ id, name }) => ({ value: id, label: name })) as never },
      showIf: (options: Partial<SingleValueOptions>) => !isOfRows(options),
    })
    .addSelect({
      path: 'reduceOptions.fields',
      name: 'Fields',
      category,
      defaultValue: '',
      settings: {
        options: [],
        allowCustomValue: true,
        getOptions: async ({ data }) => [
          { value: '', label: 'Numeric fields' },
          { value: '/.*/', label: 'All fields' },
          ...data
            .flatMap(({ fields }) => fields)
            .filter(({ type }) => type !== FieldType.nestedFrames)
            .map(({ name, state }) => state?.displayName ?? name)
            .map((name) => ({ value: `/^${escaped(name)}$/`, label: name })),
        ],
      },
    });
}

const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');

export function addOrientation(builder: PanelBuilder, defaultValue = 'auto'): void {
  builder.addRadio({
    path: 'orientation',
    name: 'Orientation',
    defaultValue,
    settings: choices([
      ['auto', 'Auto'],
      ['horizontal', 'Horizontal'],
      ['vertical', 'Vertical'],
    ]),
  });
}

export function addTextSizes(builder: PanelBuilder, { hasPercent = false } = {}): void {
  const category = ['Text size'];
  const settings = { placeholder: 'Auto', integer: false, min: 1, max: 200 };
  builder
    .addNumberInput({ path: 'text.titleSize', name: 'Title', category, settings })
    .addNumberInput({ path: 'text.valueSize', name: 'Value', category, settings });
  if (hasPercent) builder.addNumberInput({ path: 'text.percentSize', name: 'Percent change', category, settings });
}
