import { describe, expect, it } from 'vitest';
import { labelsFrom } from '../../model/labels.js';
import { type MetricLimits, UNLIMITED_METRICS } from '../../model/metric-limits.js';
import type { SeriesRef } from '../../model/series.js';
import { ACTIVE_MS } from './active-series.js';
import { MetricIntake } from './metric-intake.js';

const NOW = 1_795_168_800_000;

let ids = 0;
function series(labels: Record<string, string> = {}): SeriesRef {
  const pairs = labelsFrom(Object.entries({ __name__: 'up', ...labels }));
  return { tenant: 't', idLow: ++ids, idHigh: 0, labels: pairs, name: 'up', storedDays: new Set() };
}

function intakeWith(limits: Partial<MetricLimits>) {
  const clock = { now: NOW };
  const current = { limits };
  const intake = new MetricIntake(
    () => ({ ...UNLIMITED_METRICS, ...current.limits }),
    () => clock.now,
  );
  return { intake, clock, current };
}

describe('series', () => {
  it.each<[Partial<MetricLimits>, Record<string, string>, string]>([
    [
      { maxLabelNamesPerSeries: 2 },
      { a: '1', b: '2' },
      `received a series whose number of labels exceeds the limit (actual: 3, limit: 2) series: 'up{a="1", b="2"}' (err-mimir-max-label-names-per-series). To adjust the related per-tenant limit, configure -validation.max-label-names-per-series, or contact your service administrator.`,
    ],
    [
      { maxLabelNameLength: 8 },
      { 'nine-char': '1' },
      `received a series whose label name length exceeds the limit, label: 'nine-char' series: 'up{nine-char="1"}' (err-mimir-label-name-too-long). To adjust the related per-tenant limit, configure -validation.max-length-label-name, or contact your service administrator.`,
    ],
    [
      { maxLabelValueLength: 4 },
      { a: 'äöü' },
      `received a series whose label value length of 6 exceeds the limit of 4, label: 'a', value: 'äöü' (truncated) series: 'up{a="äöü"}' (err-mimir-label-value-too-long). To adjust the related per-tenant limit, configure -validation.max-length-label-value, or contact your service administrator.`,
    ],
  ])('are refused by %j', (limits, labels, text) => {
    const gate = intakeWith(limits).intake.gate('t')!;
    expect(gate.series(series(labels))?.()).toBe(text);
    expect(gate.series(series())).toBeUndefined();
  });

  it('are refused when there are too many, but not those that are known', () => {
    const { intake, clock } = intakeWith({ maxGlobalSeriesPerUser: 2 });
    const [first, second, third] = [series(), series(), series()];
    const gate = () => intake.gate('t')!;
    for (const ref of [first, second, first]) expect(gate().series(ref)).toBeUndefined();
    expect(gate().series(third)?.()).toBe(
      'per-user series limit of 2 exceeded (err-mimir-max-series-per-user). To adjust the related per-tenant limit, configure -ingester.max-global-series-per-user, or contact your service administrator.',
    );
    expect(gate().series({ ...series(), storedDays: new Set([1]) })).toBeUndefined();
    expect(intake.gate('another')!.series(third)).toBeUndefined();
    clock.now += 2 * ACTIVE_MS;
    expect(gate().series(third)).toBeUndefined();
  });
});

describe('samples', () => {
  const at = new Date(NOW).toISOString();
  it.each<[Partial<MetricLimits>, number[], string]>([
    [
      { creationGracePeriod: 1000 },
      [NOW + 1000, NOW + 1001],
      `received a sample whose timestamp is too far in the future, timestamp: ${NOW + 1001} series: 'up' (err-mimir-too-far-in-future). To adjust the related per-tenant limit, configure -validation.create-grace-period, or contact your service administrator.`,
    ],
    [
      { pastGracePeriod: 1000 },
      [NOW - 1000, NOW - 1001],
      `received a sample whose timestamp is too far in the past, timestamp: ${NOW - 1001} series: 'up' (err-mimir-too-far-in-past). To adjust the related per-tenant limit, configure -validation.past-grace-period, or contact your service administrator.`,
    ],
    [
      { outOfOrderTimeWindow: 0 },
      [NOW + 1, NOW + 1, NOW],
      `the sample has been rejected because another sample with a more recent timestamp has already been ingested and out-of-order samples are not allowed (err-mimir-sample-out-of-order). The affected sample has timestamp ${at} and is from series {__name__="up"}`,
    ],
    [
      { outOfOrderTimeWindow: 300_000 },
      [NOW + 300_001, NOW + 1, NOW],
      `the sample has been rejected because another sample with a more recent timestamp has already been ingested and this sample is beyond the out-of-order time window of 5m (err-mimir-sample-timestamp-too-old). The affected sample has timestamp ${at} and is from series {__name__="up"}`,
    ],
  ])('are refused by %j', (limits, times, text) => {
    const { intake } = intakeWith(limits);
    const ref = series();
    const outcomes = times.map((ms) => intake.gate('t')!.time(ref, ms)?.());
    expect(outcomes).toEqual([...times.slice(1).map(() => undefined), text]);
  });
});

describe('rate', () => {
  it('refuses what is beyond it, and follows a change of the limit', () => {
    const { intake, clock, current } = intakeWith({ ingestionRate: 10, ingestionBurstSize: 20 });
    intake.take('t', 20);
    expect(() => intake.take('t', 5)).toThrow(
      expect.objectContaining({
        code: 'resource_exhausted',
        retryAfter: 1,
        message: expect.stringContaining(
          'set to 10 items/s with a maximum allowed burst of 20. This limit is applied on the total number of samples, exemplars and metadata received across all distributors (err-mimir-tenant-max-ingestion-rate)',
        ),
      }),
    );
    intake.take('another', 20);
    clock.now += 500;
    intake.take('t', 5);
    current.limits = { ingestionRate: 100, ingestionBurstSize: 100 };
    intake.take('t', 100);
    current.limits = {};
    intake.take('t', 1e9);
  });

  it('has a burst where none is given', () => {
    const { intake } = intakeWith({ ingestionRate: 10 });
    intake.take('t', 200_000);
    expect(() => intake.take('t', 1)).toThrow('err-mimir-tenant-max-ingestion-rate');
  });
});

it('judges nothing where nothing is limited', () => {
  expect(intakeWith({ ingestionRate: 5 }).intake.gate('t')).toBeUndefined();
});
