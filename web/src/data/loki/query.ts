import type { TimeRange } from '@grafana/data';
import { numberOf, textOf } from '../answers';
import type { Target } from '../source';
import { aligned, readInterval, replaceStepMacros, stepOf } from '../step';

/** Lines of a panel unless its query says otherwise. */
const LINES = 1000;
/** Least step of a metric query over logs, ms. */
const LEAST_STEP_MS = 1000;

export interface LokiQuery {
  readonly refId: string;
  readonly expr: string;
  readonly isInstant: boolean;
  readonly maxLines: number;
  readonly direction: 'backward' | 'forward';
  readonly legendFormat: string;
  readonly stepMs: number;
  /** ms since 1970, as asked. */
  readonly from: number;
  readonly to: number;
}

/** A target of the Loki editor, made ready: `resolution` and the older `step` stretch and set the step of metric queries. */
export function lokiQuery(target: Target, range: TimeRange, intervalMs: number): LokiQuery {
  const minimum = textOf(target, 'step').replace(/\$\{?__\w+\}?/, '');
  const asked = stepOf({
    intervalMs,
    minimum: minimum || undefined,
    scrapeMs: LEAST_STEP_MS,
    factor: numberOf(target, 'resolution'),
    range,
  });
  const stepMs = readInterval(minimum) ?? asked;
  const direction = textOf(target, 'direction');
  const isMetric = isMetricQuery(textOf(target, 'expr'));
  const { from, to } = isMetric ? aligned(range, stepMs) : { from: range.from.valueOf(), to: range.to.valueOf() };
  return {
    refId: target.refId,
    expr: replaceStepMacros(textOf(target, 'expr'), stepMs, stepMs, range),
    isInstant: textOf(target, 'queryType') === 'instant' || target.instant === true,
    maxLines: numberOf(target, 'maxLines') ?? LINES,
    direction: direction === 'forward' ? 'forward' : 'backward',
    legendFormat: textOf(target, 'legendFormat'),
    stepMs: Math.max(stepMs, 1),
    from,
    to,
  };
}

/** Whether a LogQL query gives numbers: it begins with a function, an aggregation or a number rather than a selector. */
export const isMetricQuery = (expr: string): boolean => !/^[\s(]*\{/.test(expr.replace(/#.*$/gm, ''));
