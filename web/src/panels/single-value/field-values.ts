import {
  type FieldDisplay,
  formattedValueToString,
  type GrafanaTheme2,
  getFieldDisplayValues,
  type PanelProps,
} from '@grafana/data';
import { useMemo } from 'react';
import type { SummarySeries } from '../../charts/summary';
import { useTheme } from '../../theme/theme';
import type { Pick as Picked } from '../panel-environment';
import type { SingleValueOptions } from './options';

/** One value as it is written, coloured and linked. */
export interface FieldValue extends FieldDisplay {
  /** `''` where it has none. */
  readonly title: string;
  readonly text: string;
  /** Stands for that there is no value at all. */
  readonly isNone: boolean;
}

export interface ValueExtras {
  readonly hasSparkline?: boolean;
  readonly hasPercentChange?: boolean;
}

type Source = Pick<
  PanelProps<SingleValueOptions>,
  'data' | 'options' | 'fieldConfig' | 'replaceVariables' | 'timeZone'
>;

/** The values of a panel, in Grafana's order. */
function fieldValues(source: Source, theme: GrafanaTheme2, extras: ValueExtras): readonly FieldValue[] {
  const { data, options, fieldConfig, replaceVariables, timeZone } = source;
  const { calcs, ...reduce } = options.reduceOptions ?? {};
  const found = getFieldDisplayValues({
    data: data.series,
    reduceOptions: { ...reduce, calcs: Array.isArray(calcs) ? calcs : [] },
    fieldConfig,
    replaceVariables,
    theme,
    timeZone,
    sparkline: extras.hasSparkline ?? false,
    percentChange: extras.hasPercentChange ?? false,
  });
  return found.map((value) => ({
    ...value,
    title: value.display.title ?? '',
    text: formattedValueToString(value.display),
    isNone: value.view === undefined,
  }));
}

export function useFieldValues(source: Source, { hasSparkline, hasPercentChange }: ValueExtras = {}) {
  const theme = useTheme();
  const { data, options, fieldConfig, replaceVariables, timeZone } = source;
  const { series } = data;
  const { reduceOptions } = options;
  return useMemo(
    () =>
      fieldValues(source, theme, { hasSparkline: hasSparkline ?? false, hasPercentChange: hasPercentChange ?? false }),
    [series, reduceOptions, fieldConfig, replaceVariables, timeZone, theme, hasSparkline, hasPercentChange],
  );
}

export const summaryOf = (values: readonly FieldValue[]): SummarySeries[] =>
  values.map(({ title, text, display }) => ({
    name: title,
    last: Number.isFinite(display.numeric) ? display.numeric : null,
    text,
  }));

/** Where a value comes from; undefined where it is none of a frame. */
export function pickOf({ view, colIndex, rowIndex }: FieldDisplay): Picked | undefined {
  if (view === undefined || colIndex === undefined) return undefined;
  return { frame: view.dataFrame, field: colIndex, row: rowIndex ?? Math.max(0, view.dataFrame.length - 1) };
}

/** Whether the value is a number that can be drawn. */
export const isDrawable = ({ display }: FieldDisplay): boolean => Number.isFinite(display.numeric);
