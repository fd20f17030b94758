import { describe, expect, it } from 'vitest';
import { nextSort, sorted } from '../controls/table/sort';
import { courseSpan } from '../data/samples/use-samples';
import { withTime } from '../time/time-along';
import { apdexOf } from './apdex';
import { type ServiceFigures, serviceIn, serviceList } from './service-list';

const NOTHING: ServiceFigures = {
  rate: [],
  failed: [],
  p50: [],
  p95: [],
  p99: [],
  buckets: [],
  rateBefore: [],
  failedBefore: [],
  p95Before: [],
  cpu: [],
  memory: [],
  eventLoop: [],
  versions: [],
  lines: [],
};
const of = (labels: Record<string, string>, value: number) => ({ labels, value });

describe('the list of services', () => {
  it('has those that only log or only have metrics, and takes the namespace off a job', () => {
    const services = serviceList(
      {
        ...NOTHING,
        rate: [of({ service: 'shop' }, 4)],
        failed: [of({ service: 'shop' }, Number.NaN)],
        lines: [
          of({ service_name: 'cron', detected_level: 'info' }, 3),
          of({ service_name: 'cron', detected_level: 'error' }, 1),
        ],
        cpu: [of({ job: 'eu/worker' }, 0.5)],
      },
      [],
      new Map(),
    );
    expect(services).toEqual([
      { name: 'cron', lines: 4, errorLines: 1, versions: [], alerts: [], before: {} },
      { name: 'shop', rate: 4, versions: [], alerts: [], before: {} },
      { name: 'worker', cpu: 0.5, versions: [], alerts: [], before: {} },
    ]);
  });

  it('takes the service of spans and logs as it is', () => {
    expect(serviceIn({ service: 'a/b', job: 'x' })).toBe('a/b');
    expect(serviceIn({ job: 'plain' })).toBe('plain');
    expect(serviceIn({ instance: 'x' })).toBeUndefined();
  });
});

describe('apdex', () => {
  const buckets = [of({ le: '0.256' }, 5), of({ le: '0.512' }, 6), of({ le: '2.048' }, 8), of({ le: '+Inf' }, 9)];

  it('counts half of the tolerable calls, by the bounds that the histogram has', () => {
    expect(apdexOf(buckets, 10)).toEqual({ score: 0.7, satisfied: 0.512, tolerating: 2.048 });
  });

  it('is not there without calls or without a bound', () => {
    expect(apdexOf(buckets, 0)).toBeUndefined();
    expect(apdexOf([of({ le: '0.1' }, 1), of({ le: '+Inf' }, 2)], 2)).toBeUndefined();
  });
});

describe('sorting', () => {
  it('puts what has no value last in both directions and numbers in texts by size', () => {
    const rows = [{ v: undefined }, { v: 2 }, { v: 10 }];
    expect(sorted(rows, ({ v }) => v, true).map(({ v }) => v)).toEqual([10, 2, undefined]);
    expect(sorted(rows, ({ v }) => v, false).map(({ v }) => v)).toEqual([2, 10, undefined]);
    expect(sorted(['a10', 'a9'], (text) => text, false)).toEqual(['a9', 'a10']);
  });

  it('turns round at the second click', () => {
    const first = nextSort(undefined, 'rate', true);
    expect(first).toEqual({ column: 'rate', isDescending: true });
    expect(nextSort(first, 'rate', true)).toEqual({ column: 'rate', isDescending: false });
  });
});

describe('time', () => {
  it('goes along unless the path has its own', () => {
    const search = new URLSearchParams('from=now-6h&to=now&filter=x');
    expect(withTime('/services/a', search)).toBe('/services/a?from=now-6h&to=now');
    expect(withTime('/explore/logs?query=q&from=1', search)).toBe('/explore/logs?query=q&from=1&to=now');
  });

  it('of a course is on its step', () => {
    expect(courseSpan(7_000, 3_607_000)).toEqual({ fromMs: 0, toMs: 3_600_000, stepMs: 60_000 });
    expect(courseSpan(0, 60_000).stepMs).toBe(15_000);
  });
});
