import {
  type ConfigOverrideRule,
  type DataFrame,
  type FieldMatcherInfo,
  FieldType,
  fieldMatchers,
} from '@grafana/data';
import type { Labels } from '../../data/samples/ask-samples';

const ID = 'quartet:seriesOfOtherAlerts';

interface Options {
  readonly alert: Labels;
  /** Names that the rule gives its alerts, which need not be those of the series. */
  readonly given: readonly string[];
}

/** Whether a series is of another alert: one of its labels has a value that the alert does not have. */
export const isOfOther = (series: Labels, { alert, given }: Options): boolean =>
  Object.entries(series).some(
    ([name, value]) =>
      name !== '__name__' && !given.includes(name) && alert[name] !== undefined && alert[name] !== value,
  );

const MATCHER: FieldMatcherInfo<Options> = {
  id: ID,
  name: 'Series of other alerts',
  description: 'Series of an alert’s rule that are not those of the alert',
  get: (options) => (field) => field.type === FieldType.number && isOfOther(field.labels ?? {}, options),
  getOptionsDisplayText: () => 'Series of other alerts',
};

let isRegistered = false;

/** Series of other alerts of a rule: left out, or thin and grey behind that of the alert. */
export function othersOverride(options: Options, areShown: boolean): ConfigOverrideRule {
  if (!isRegistered) fieldMatchers.register(MATCHER);
  isRegistered = true;
  return {
    matcher: { id: ID, options },
    properties: areShown
      ? [
          { id: 'color', value: { mode: 'fixed', fixedColor: 'rgba(128, 136, 148, 0.45)' } },
          { id: 'custom.lineWidth', value: 1 },
          { id: 'custom.fillOpacity', value: 0 },
          { id: 'custom.hideFrom', value: { viz: false, legend: true, tooltip: true } },
        ]
      : [{ id: 'custom.hideFrom', value: { viz: true, legend: true, tooltip: true } }],
  };
}

/** How many series of the answer are of other alerts. */
export const countOthers = (frames: readonly DataFrame[], options: Options): number =>
  frames
    .flatMap(({ fields }) => fields)
    .filter((field) => field.type === FieldType.number && isOfOther(field.labels ?? {}, options)).length;
