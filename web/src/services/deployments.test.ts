// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { change, shown, signedPercent } from '../format/quantity';
import { deploymentFrame, deploymentsIn } from './deployments';
import { operationsOf } from './detail/operations';
import { jobMatcher } from './job';

const course = (service_version: string, ...times: number[]) => ({
  labels: { service_version },
  times,
  values: times.map(() => 1),
});

describe('deployments', () => {
  it('are the versions that come after the first', () => {
    const found = deploymentsIn([course('1.4.1', 30, 45), course('1.4.0', 0, 15, 30), course('')]);
    expect(found).toEqual([{ version: '1.4.1', timeMs: 30, former: '1.4.0' }]);
    expect(deploymentFrame(found).length).toBe(1);
  });

  it('there is none where one version ran all the time', () => {
    expect(deploymentsIn([course('1', 0, 15)])).toEqual([]);
  });
});

describe('figures', () => {
  it.each([
    [undefined, 'seconds', '–'],
    [Number.NaN, 'share', '–'],
    [0, 'perSecond', '0/s'],
    [10.66, 'perSecond', '10.7/s'],
    [0.02, 'perSecond', '1.2/min'],
    [0.0129, 'share', '1.29%'],
    [0.674, 'seconds', '674 ms'],
  ] as const)('%s in %s is %s', (value, unit, text) => {
    expect(shown(value, unit)).toBe(text);
  });

  it('are compared where there is something to compare with', () => {
    expect(change(3, 2)).toBe(0.5);
    expect(change(3, 0)).toBeUndefined();
    expect(signedPercent(-0.124)).toBe('−12 %');
  });
});

describe('operations', () => {
  it('are those that were called, without what is no number', () => {
    const of = (span_name: string, value: number) => ({ labels: { span_name }, value });
    const rows = operationsOf(
      {
        rate: [of('GET /', 2)],
        failed: [of('GET /', 0.5), of('gone', 1)],
        p50: [of('GET /', Number.NaN)],
        p95: [],
        p99: [],
      },
      [],
    );
    expect(rows).toEqual([{ name: 'GET /', figures: { rate: 2, failed: 0.5 }, course: undefined }]);
  });
});

it('a job is matched with and without its namespace, literally', () => {
  expect(jobMatcher('a.b')).toBe('job=~"(.*/)?a\\\\.b"');
});
