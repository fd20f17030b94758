// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { describe, expect, it } from 'vitest';
import type { SourceType } from '../data/source';
import { withFilters } from './adhoc-filters';
import { filterOfText, textOfFilter } from './adhoc-text';

const A = { key: 'env', operator: '=', value: 'a"b' };
const B = { key: 'team', operator: '=|', value: 'x', values: ['x', 'y.z'] };

describe('ad hoc filters', () => {
  it.each<[SourceType, string, string]>([
    ['prometheus', 'up', 'up{env="a\\"b"}'],
    ['prometheus', 'up{}', 'up{env="a\\"b"}'],
    ['prometheus', '{__name__="up"}', '{__name__="up", env="a\\"b"}'],
    ['prometheus', 'up{job="x",}', 'up{job="x",env="a\\"b"}'],
    [
      'prometheus',
      'sum by (le) (rate(a{job=~"$job"}[$__rate_interval])) / ignoring (x) rate(b[5m] offset 1h)',
      'sum by (le) (rate(a{job=~"$job", env="a\\"b"}[$__rate_interval])) / ignoring (x) rate(b{env="a\\"b"}[5m] offset 1h)',
    ],
    ['prometheus', 'max_over_time(${metric}[1h:$step])', 'max_over_time(${metric}{env="a\\"b"}[1h:$step])'],
    ['prometheus', '', ''],
    ['loki', '{app="x"} |= "y"', '{app="x", env="a\\"b"} |= "y"'],
    [
      'loki',
      'sum(rate({app="$app"} | json | line_format "{{.x}}" [$__auto]))',
      'sum(rate({app="$app"} | json | env="a\\"b" | line_format "{{.x}}" [$__auto]))',
    ],
    ['tempo', '{}', '{env = "a\\"b"}'],
    ['tempo', '{ name = "x" || status = error }', '{env = "a\\"b" && ( name = "x" || status = error )}'],
    ['alertmanager', 'x', 'x'],
  ])('%s: %s', (type, query, wanted) => {
    expect(withFilters(query, type, [A])).toBe(wanted);
  });

  it('one of several values is a pattern', () => {
    expect(withFilters('up', 'prometheus', [A, B])).toBe('up{env="a\\"b", team=~"x|y\\\\.z"}');
    expect(withFilters('{}', 'tempo', [{ key: 'span.http.status_code', operator: '>=', value: '500' }])).toBe(
      '{span.http.status_code >= 500}',
    );
  });

  it('have texts in URLs', () => {
    expect(textOfFilter({ key: 'a', operator: '=', value: 'x|y,#' })).toBe('a|=|x__gfp__y__gfc____gfh__');
    for (const filter of [A, B]) expect(filterOfText(textOfFilter(filter))).toEqual(filter);
    expect(filterOfText('no filter')).toBeUndefined();
  });
});
