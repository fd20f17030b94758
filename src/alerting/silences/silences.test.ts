import { beforeEach, describe, expect, it } from 'vitest';
import { DrivenClock } from '../../../test/support/driven-clock.js';
import { MemoryDocuments } from '../../../test/support/memory-documents.js';
import { type AlertmanagerLimits, DEFAULT_ALERTMANAGER_LIMITS } from '../../model/alertmanager-limits.js';
import { parseMatchers } from '../matchers/parse-matchers.js';
import type { SilenceRequest } from './silence.js';
import { SilenceRecords } from './silence-records.js';
import { Silences } from './silences.js';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-01-05T00:00:00Z');

const RETENTION_MS = 120 * 3_600_000;

let clock: DrivenClock;
let documents: MemoryDocuments;
let silences: Silences;
let records: SilenceRecords;
let limits: AlertmanagerLimits;

beforeEach(() => {
  clock = new DrivenClock(NOW);
  documents = new MemoryDocuments();
  records = new SilenceRecords(documents, 'a');
  limits = DEFAULT_ALERTMANAGER_LIMITS;
  silences = new Silences(documents, 'a', clock, records, RETENTION_MS, () => limits);
});

const request = (more: Partial<SilenceRequest> = {}): SilenceRequest => ({
  matchers: parseMatchers('alertname="X"'),
  startsAtMs: NOW,
  endsAtMs: NOW + HOUR,
  createdBy: 'ada',
  comment: 'a new disk',
  ...more,
});

describe('silences', () => {
  it.each([
    [{ matchers: [] }, 'at least one matcher required'],
    [{ matchers: parseMatchers('a=~".*", b!="c"') }, 'at least one matcher must not match the empty string'],
    [{ matchers: [{ name: 'a', op: '=~' as const, value: '(' }] }, '"(" is not a regular expression (RE2)'],
    [{ matchers: [{ name: '', op: '=' as const, value: 'x' }] }, 'a matcher must name a label'],
    [
      { matchers: Array.from({ length: 101 }, () => parseMatchers('a=b')[0]!) },
      'a silence may have 100 matchers, not 101',
    ],
    [{ startsAtMs: NOW + 2 * HOUR }, 'start time must be before end time'],
    [{ startsAtMs: NOW - 2, endsAtMs: NOW - 1 }, "end time can't be in the past"],
    [{ startsAtMs: Number.NaN }, 'startsAt and endsAt must be times'],
    [{ comment: 'x'.repeat(70_000) }, 'silence exceeded maximum size'],
    [{ id: 'unknown' }, 'silence unknown not found'],
  ])('%# are refused', async (more, message) => {
    await expect(silences.set(request(more))).rejects.toThrow(message);
    expect(silences.all()).toEqual([]);
  });

  it('that have begun do not change their matchers or their beginning', async () => {
    const id = await silences.set(request());
    expect(await silences.set(request({ id, endsAtMs: NOW + 2 * HOUR, comment: 'two disks' }))).toBe(id);
    const other = await silences.set(request({ id, matchers: parseMatchers('alertname="Y"') }));
    expect(other).not.toBe(id);
    expect(silences.get(id)!.endsAtMs).toBe(NOW);
  });

  it('that have not begun may begin at another time', async () => {
    const id = await silences.set(request({ startsAtMs: NOW + 10 }));
    expect(await silences.set(request({ id, startsAtMs: NOW + 20 }))).toBe(id);
    await silences.expire(id);
    expect(silences.get(id)).toMatchObject({ startsAtMs: NOW, endsAtMs: NOW });
    await expect(silences.expire(id)).rejects.toThrow(`silence ${id} already expired`);
    expect(await silences.set(request({ id }))).not.toBe(id);
  });

  it('do not begin in the past', async () => {
    const id = await silences.set(request({ startsAtMs: NOW - HOUR }));
    expect(silences.get(id)!.startsAtMs).toBe(NOW);
  });

  it('are forgotten 120 hours after they ended; who silenced what and why is not', async () => {
    const id = await silences.set(request());
    await silences.expire(id);
    await clock.advance(120 * HOUR - 1);
    await silences.collect(() => true);
    expect(silences.get(id)).toBeDefined();
    await clock.advance(1);
    await silences.collect(() => true);
    expect(silences.all()).toEqual([]);
    expect(await documents.list('silence')).toEqual([]);
    expect((await records.list()).map(({ change, silence }) => [change, silence.createdBy, silence.comment])).toEqual([
      ['created', 'ada', 'a new disk'],
      ['expired', 'ada', 'a new disk'],
    ]);
  });

  it('match alerts that were looked at before them', async () => {
    const silencing = () => silences.silencing(['alertname', 'X'], 'f');
    expect(silencing()).toEqual([]);
    const id = await silences.set(request());
    expect(silencing()).toEqual([id]);
    await silences.expire(id);
    expect(silencing()).toEqual([]);
  });

  it('of another tenant are not read', async () => {
    await silences.set(request());
    const others = new Silences(documents, 'b', clock, records, RETENTION_MS, () => limits);
    await others.load();
    expect(others.all()).toEqual([]);
  });

  it('need neither an author nor a comment, as in the original', async () => {
    const id = await silences.set(request({ createdBy: '', comment: '' }));
    expect(silences.get(id)).toMatchObject({ createdBy: '', comment: '' });
  });

  it('are no more and no larger than the tenant may have', async () => {
    limits = { ...limits, alertmanagerMaxSilencesCount: 1, alertmanagerMaxSilenceSizeBytes: 400 };
    const id = await silences.set(request());
    await expect(silences.set(request())).rejects.toThrow('exceeded maximum number of silences: 1 (limit: 1');
    await expect(silences.set(request({ id, comment: 'x'.repeat(400) }))).rejects.toThrow(
      /^silence exceeded maximum size: \d+ bytes \(limit: 400 bytes/,
    );
    limits = { ...limits, alertmanagerMaxSilenceSizeBytes: 1 };
    await silences.expire(id);
  });
});
