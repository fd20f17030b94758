import { type Choice, compositeEditor } from '../../charts/options/composite-editor';
import { choices } from '../../charts/options/field-options';
import type { PanelBuilder } from '../../charts/options/panel-options';
import type { HeatmapOptions } from './options';

const MODES: readonly Choice[] = choices([
  ['size', 'Size'],
  ['count', 'Count'],
]).options;

const isCalculated = ({ calculate }: HeatmapOptions): boolean => calculate === true;

/** Whether and how cells are counted from series. */
export function addCalculation(builder: PanelBuilder): void {
  builder.addBooleanSwitch({ path: 'calculate', name: 'Calculate from data', defaultValue: false });
  for (const [path, name] of [
    ['calculation.xBuckets', 'X Bucket'],
    ['calculation.yBuckets', 'Y Bucket'],
  ] as const) {
    builder.addCustomEditor({
      id: path,
      path,
      name,
      showIf: isCalculated,
      editor: compositeEditor([
        { key: 'mode', label: 'Mode', kind: 'choice', choices: MODES },
        { key: 'value', label: 'Value', kind: 'text' },
      ]),
    });
  }
  builder.addCustomEditor({
    id: 'calculation.yBuckets.scale',
    path: 'calculation.yBuckets.scale',
    name: 'Y Bucket scale',
    showIf: isCalculated,
    editor: compositeEditor([
      {
        key: 'type',
        label: 'Scale',
        kind: 'choice',
        choices: choices([
          ['linear', 'Linear'],
          ['log', 'Logarithmic'],
        ]).options,
      },
      {
        key: 'log',
        label: 'Base',
        kind: 'choice',
        choices: choices([
          [2, '2'],
          [10, '10'],
        ]).options,
      },
    ]),
  });
}
