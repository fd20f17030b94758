import { expect, it } from 'vitest';
import { type Labels, labelsFrom } from '../../model/labels.js';
import type { RecordingRule, Rule, RuleGroup } from '../rule-group.js';
import {
  type BackfillProgress,
  type BackfillStore,
  backfill,
  type RangeSeries,
  type WrittenSeries,
} from './backfill.js';

const STEP = 1000;
const HISTOGRAM = Buffer.from('a histogram');

const recording = (name: string, expression: string, labels: Labels = []): RecordingRule => ({
  kind: 'recording',
  name,
  expression,
  labels,
});

const groupOf = (...rules: Rule[]): RuleGroup => ({
  tenant: 'default',
  sourceTenants: [],
  file: 'f',
  name: 'g',
  language: 'promql',
  intervalMs: STEP,
  queryOffsetMs: 0,
  limit: 0,
  isAligned: false,
  rules,
});

/** A store whose expressions name the steps at which they have points: `a:0-3,5`. */
class StoreOfSteps implements BackfillStore {
  readonly asked: string[] = [];
  readonly written = new Map<string, string[]>();

  async range(_language: string, expression: string, { startMs, endMs }: { startMs: number; endMs: number }) {
    this.asked.push(`${expression} ${startMs / STEP}-${endMs / STEP}`);
    return expression.split(' ').flatMap((one): RangeSeries[] => {
      const [label = '', steps = ''] = one.split(':');
      const points = steps
        .split(',')
        .flatMap((range) => {
          const [from, to = from] = range.split('-').map(Number);
          return Array.from({ length: to! - from! + 1 }, (_, i) => (from! + i) * STEP);
        })
        .filter((ms) => ms >= startMs && ms <= endMs)
        .map((ms) => [ms, label === 'histogram' ? HISTOGRAM : 1] as const);
      return points.length === 0 ? [] : [{ labels: ['l', label], points }];
    });
  }

  async write(series: readonly WrittenSeries[]) {
    for (const { labels, points } of series) {
      const texts = points.map(
        ([ms, value]) => `${ms / STEP}${value === 'stale' ? '!' : value === HISTOGRAM ? 'h' : ''}`,
      );
      this.written.set(labels.join(), [...(this.written.get(labels.join()) ?? []), ...texts]);
    }
  }
}

const run = async (group: RuleGroup, startMs: number, endMs: number, stepMs?: number) => {
  const store = new StoreOfSteps();
  const reports: BackfillProgress[] = [];
  const samples = await backfill([group], { startMs, endMs, stepMs }, store, (progress) => reports.push(progress));
  return { store, reports, samples };
};

it('goes on in pieces, rule by rule, on multiples of the step', async () => {
  const group = groupOf(recording('r', 'a:0-2000'), recording('s', 'b:0-2000', labelsFrom([['by', 'us']])));
  const { store, reports, samples } = await run(group, 500, 700_400);
  expect(store.asked).toEqual(['a:0-2000 1-500', 'b:0-2000 1-500', 'a:0-2000 501-700', 'b:0-2000 501-700']);
  expect([...store.written].map(([labels, points]) => [labels, points.length, points[0], points.at(-1)])).toEqual([
    ['__name__,r,l,a', 700, '1', '700'],
    ['__name__,s,by,us,l,b', 700, '1', '700'],
  ]);
  expect(reports.map(({ done, all }) => `${done}/${all}`)).toEqual(['500/700', '700/700']);
  expect(samples).toBe(1400);
});

it('marks the ends of series, beyond the ends of pieces too', async () => {
  const { store } = await run(
    groupOf(recording('r', 'gap:1-3,6 last:500 first:501-502 over:499-501 all:1-503')),
    1000,
    503_000,
  );
  const { written } = store;
  expect(written.get('__name__,r,l,gap')).toEqual(['1', '2', '3', '4!', '6', '7!']);
  expect(written.get('__name__,r,l,last')).toEqual(['500', '501!']);
  expect(written.get('__name__,r,l,first')).toEqual(['501', '502', '503!']);
  expect(written.get('__name__,r,l,over')).toEqual(['499', '500', '501', '502!']);
  expect(written.get('__name__,r,l,all')).toHaveLength(503);
});

it('takes another step than the interval', async () => {
  const { store } = await run(groupOf(recording('r', 'a:0-10')), 0, 10_000, 5000);
  expect(store.asked).toEqual(['a:0-10 0-10']);
});

it('leaves alerts out and refuses what cannot be recorded', async () => {
  const alert: Rule = { ...recording('A', 'a:1'), kind: 'alerting', forMs: 0, keepFiringForMs: 0, annotations: [] };
  expect((await run(groupOf(alert), 0, 10_000)).store.asked).toEqual([]);
  await expect(run(groupOf(recording('r', 'a:1 b:1', ['l', 'x'])), 0, 10_000)).rejects.toThrow('same labelset');
});

it('carries native histograms, and marks their ends too', async () => {
  const { store } = await run(groupOf(recording('r', 'histogram:1-2')), 1000, 4000);
  expect(store.written.get('__name__,r,l,histogram')).toEqual(['1h', '2h', '3!']);
});
