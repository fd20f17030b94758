import { describe, expect, it } from 'vitest';
import { relabelRule, scrapeJob } from '../../../test/support/scraping.js';
import { labelsToObject } from '../../model/labels.js';
import { type ScrapeTarget, TargetLabels } from './scrape-target.js';

function targetOf(
  own: Record<string, string>,
  ...[more, group = {}]: [Parameters<typeof scrapeJob>[1]?, Record<string, string>?]
): ScrapeTarget {
  const found = new TargetLabels(scrapeJob([], more)).find(own, group);
  if (!('target' in found)) throw new Error(found.problem ?? 'dropped');
  return found.target;
}

const A = { __address__: 'a:80' };

describe('a target', () => {
  it('has the labels of discovery, its group and its job', () => {
    const target = targetOf({ ...A, zone: 'own', __meta_x: 'y' }, {}, { zone: 'group', team: 'core' });
    expect(labelsToObject(target.labels)).toEqual({ instance: 'a:80', job: 'shop', team: 'core', zone: 'own' });
    expect(labelsToObject(target.discovered)).toEqual({
      ...{ __address__: 'a:80', __meta_x: 'y', __metrics_path__: '/metrics', __scheme__: 'http', job: 'shop' },
      ...{ __scrape_interval__: '15s', __scrape_timeout__: '10s', team: 'core', zone: 'own' },
    });
  });

  it('is the same whatever its meta labels are', () => {
    expect(targetOf({ ...A, __meta_x: '1' }).key).toBe(targetOf({ ...A, __meta_x: '2' }).key);
    expect(targetOf({ ...A, __tmp: '1' }).key).not.toBe(targetOf({ ...A, __tmp: '2' }).key);
  });

  it.each<[Record<string, string>, Parameters<typeof scrapeJob>[1], string]>([
    [A, {}, 'http://a:80/metrics'],
    [{ ...A, __scheme__: 'https', __metrics_path__: '/x y?z' }, {}, 'https://a:80/x%20y%3Fz'],
    [A, { metricsPath: 'metrics' }, 'http://a:80/metrics'],
    [{ __address__: '[::1]:80' }, {}, 'http://[::1]:80/metrics'],
    [
      { ...A, __param_target: 'b' },
      { params: { target: ['a', 'c'], x: ['1'] } },
      'http://a:80/metrics?target=b&target=c&x=1',
    ],
  ])('with %j is at its URL', (own, more, url) => {
    expect(targetOf(own, more).url).toBe(url);
  });

  it('may have times of its own', () => {
    expect(targetOf({ ...A, __scrape_interval__: '1m', __scrape_timeout__: '30s' })).toMatchObject({
      intervalMs: 60_000,
      timeoutMs: 30_000,
    });
  });

  it.each<[Record<string, string>, string]>([
    [{}, 'no address'],
    [{ __address__: 'a/b' }, '"a/b" is not a valid hostname'],
    [{ __address__: 'user@a' }, '"user@a" is not a valid hostname'],
    [{ __address__: 'a:port' }, '"a:port" is not a valid hostname'],
    [{ ...A, __scheme__: 'ftp' }, '"ftp" is not a scheme'],
    [{ ...A, __scrape_interval__: 'soon' }, 'error parsing scrape interval: not a valid duration: "soon"'],
    [{ ...A, __scrape_timeout__: '0s' }, 'scrape timeout cannot be 0'],
    [{ ...A, __scrape_timeout__: '20s' }, 'scrape timeout cannot be greater than scrape interval ("20s" > "15s")'],
  ])('with %j cannot be scraped', (own, problem) => {
    expect(() => targetOf(own)).toThrow(problem);
  });

  it('takes its address and parameters from relabelling, as for a prober', () => {
    const relabel = [
      relabelRule({ sourceLabels: ['__address__'], targetLabel: '__param_target' }),
      relabelRule({ sourceLabels: ['__param_target'], targetLabel: 'instance' }),
      relabelRule({ targetLabel: '__address__', replacement: 'prober:9115' }),
    ];
    const target = targetOf(
      { __address__: 'https://site' },
      { relabel, metricsPath: '/probe', params: { module: ['http'] } },
    );
    expect(target.url).toBe('http://prober:9115/probe?module=http&target=https%3A%2F%2Fsite');
    expect(labelsToObject(target.labels)).toEqual({ instance: 'https://site', job: 'shop' });
  });
});
