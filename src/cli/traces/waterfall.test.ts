import { describe, expect, it } from 'vitest';
import { durationText } from './duration-text.js';
import { type DrawnTrace, waterfall } from './waterfall.js';

const row = {
  depth: 0,
  isOrphan: false,
  service: 'shop',
  name: 'buy',
  status: 'unset',
  offsetNs: 0,
  durationNs: 100,
  criticalNs: 0,
};

const trace: DrawnTrace = {
  traceId: 'ab',
  rootService: 'shop',
  rootName: 'buy',
  startNs: '0',
  durationNs: 100,
  spanCount: 3,
  errorCount: 1,
  orphanCount: 1,
  services: [
    { service: 'db', spans: 1, errors: 1, criticalNs: 50 },
    { service: 'cache', spans: 1, errors: 0, criticalNs: 0 },
  ],
  errors: [{ service: 'db', name: 'query', message: 'too \x1b[2Jslow', isOrigin: true }],
  spans: [
    { ...row, criticalNs: 50 },
    { ...row, depth: 1, service: 'db', name: 'query', status: 'error', offsetNs: 50, durationNs: 50, criticalNs: 50 },
    { ...row, isOrphan: true, service: 'cache', name: 'get', durationNs: 0 },
  ],
};

describe('waterfall', () => {
  it('draws tree, times, bars and marks', () => {
    expect(waterfall(trace, { width: 64, colored: false, limit: 10 })).toEqual([
      'ab  shop: buy',
      '1970-01-01T00:00:00.000Z  100ns  3 spans, 1 errors, 1 without their parent (?)',
      'critical path (*): db 50ns',
      '✗ db: query: too ·[2Jslow',
      '',
      '* shop buy                    0ns    100ns  ████████████████████',
      '  ✗* db query                50ns     50ns            ██████████',
      '? cache get                   0ns      0ns  ░',
    ]);
  });

  it('stops at its limit, and fits deep and long names', () => {
    const deep = { ...trace, spans: [{ ...row, depth: 1_000, name: 'x'.repeat(500) }, ...trace.spans] };
    const lines = waterfall(deep, { width: 80, colored: false, limit: 1 });
    expect(lines.at(-1)).toBe('… 3 further spans; --limit 0 shows all');
    expect(lines.at(-2)!.length).toBeLessThanOrEqual(80);
    expect(lines.at(-2)).toContain('(1000)');
  });
});

describe('durations', () => {
  it.each([
    [0, '0ns'],
    [80, '80ns'],
    [12_100, '12.1µs'],
    [174_000_000, '174ms'],
    [1_530_000_000, '1.53s'],
    [3_600_000_000_000, '3600s'],
  ])('%d ns', (ns, text) => {
    expect(durationText(ns)).toBe(text);
  });
});
