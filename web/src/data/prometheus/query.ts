import type { TimeRange } from '@grafana/data';
import { numberOf, textOf } from '../answers';
import type { Target } from '../source';
import { aligned, rateInterval, readInterval, replaceStepMacros, stepOf } from '../step';

/** How often Quartet scrapes unless told otherwise, ms. */
export const SCRAPE_MS = 15_000;

type Format = 'time_series' | 'table' | 'heatmap';

/** A target of the Prometheus editor, made ready to be asked. */
export interface PrometheusQuery {
  readonly refId: string;
  readonly expr: string;
  readonly isRange: boolean;
  readonly isInstant: boolean;
  readonly hasExemplars: boolean;
  readonly format: Format;
  readonly legendFormat: string;
  readonly stepMs: number;
  /** ms since 1970, aligned to the step. */
  readonly from: number;
  readonly to: number;
  /** End of the range as it was asked, ms: the time of an instant query. */
  readonly at: number;
}

/**
 * `interval` is the least step (and, as Grafana has it, stands for the scrape interval in `$__rate_interval`), `intervalFactor`
 * stretches it, `step` of old dashboards is the least step in seconds.
 */
export function prometheusQuery(target: Target, range: TimeRange, intervalMs: number): PrometheusQuery {
  const minimum = textOf(target, 'interval') || String(numberOf(target, 'step') ?? '');
  const isRateStep = minimum.includes('__rate_interval');
  const scrapeMs = (isRateStep ? undefined : readInterval(minimum)) ?? SCRAPE_MS;
  const plain = stepOf({ intervalMs, scrapeMs, factor: numberOf(target, 'intervalFactor'), range });
  const stepMs = isRateStep ? rateInterval(plain, SCRAPE_MS) : plain;
  const isInstant = target.instant === true;
  return {
    refId: target.refId,
    expr: replaceStepMacros(textOf(target, 'expr'), stepMs, scrapeMs, range),
    isInstant,
    isRange: target.range === true || !isInstant,
    hasExemplars: target.exemplar === true,
    format: formatOf(textOf(target, 'format')),
    legendFormat: textOf(target, 'legendFormat'),
    stepMs,
    ...aligned(range, stepMs),
    at: range.to.valueOf(),
  };
}

const formatOf = (text: string): Format => (text === 'table' || text === 'heatmap' ? text : 'time_series');
