import { rangeUtil, type TimeRange } from '@grafana/data';
import { intervalText } from '../../data/step';
import { AUTO_PREFIX, type Variable, type VariableOption } from '../variable';
import { customOptions } from './custom';
import type { VariableKind } from './kind';

const STEPS = 30;
const LEAST = '10s';

/** Lengths of time; `auto` divides the time range. */
export const intervalKind: VariableKind = {
  options: (variable) => {
    const lengths = customOptions({}, String(variable.query ?? '').replace(/["']/g, ''));
    const auto: VariableOption = { text: 'auto', value: autoValue(variable) };
    return variable.auto === true ? [auto, ...lengths] : lengths;
  },
  followsTime: ({ auto }) => auto === true,
  state: (variable, [value = ''], range) => {
    const isAuto = value === '$__auto' || value.startsWith(AUTO_PREFIX);
    return isAuto ? { value: autoInterval(variable, range), text: 'auto' } : {};
  },
};

const autoValue = ({ name }: Variable): string => `${AUTO_PREFIX}${name}`;

function autoInterval({ auto_count: count = STEPS, auto_min: least = LEAST }: Variable, range: TimeRange): string {
  return intervalText(rangeUtil.calculateInterval(range, Number(count) || STEPS, least).intervalMs);
}
