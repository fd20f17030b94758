import { dateTime, FieldType } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { fc } from '../../../test/support/property';
import {
  type InterpolationContext,
  interpolate,
  QUERY_FORMATS,
  referredNames,
  type VariableState,
} from './interpolate';

const VARIABLES: readonly VariableState[] = [
  { name: 'servers', value: ['test1', 'test2'], isMulti: true },
  { name: 'dotted', value: ['test1.', 'test2'], isMulti: true },
  { name: 'spaced', value: ['foo()bar BAZ', 'test2'], isMulti: true },
  { name: 'sql', value: ["test'1", 'test2'], isMulti: true },
  { name: 'one', value: 'a.b' },
  { name: 'oneOfMany', value: ['a.b'], isMulti: true },
  { name: 'named', value: '10', text: 'Ten' },
  { name: 'all', value: ['a', 'b'], text: 'All', isAll: true, isMulti: true },
  { name: 'allOwn', value: ['a', 'b'], text: 'All', isAll: true, allValue: '.*', isMulti: true },
  { name: 'markup', value: '<img src=x onerror=alert(1)>' },
];

const from = dateTime(1_795_288_710_000);
const to = dateTime(1_795_292_310_000);
const CONTEXT: InterpolationContext = {
  variables: new Map(VARIABLES.map((variable) => [variable.name, variable])),
  range: { from, to, raw: { from: 'now-1h', to: 'now' } },
  timeZone: 'utc',
  intervalMs: 30_000,
  dashboard: { uid: 'abc', title: 'Overview' },
};

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the syntax of variables
const CASES: readonly (readonly [text: string, expected: string])[] = [
  ['no variable', 'no variable'],
  ['$servers and $unknown ${unknown:csv} $', '{test1,test2} and $unknown ${unknown:csv} $'],
  ['${servers:csv}', 'test1,test2'],
  ['[[servers:csv]] [[one]]', 'test1,test2 a.b'],
  ['${servers:distributed}', 'test1,servers=test2'],
  ['${servers:doublequote}', '"test1","test2"'],
  ['${servers:glob}', '{test1,test2}'],
  ['${servers:nonsense}', '{test1,test2}'],
  ['${servers:json}', '["test1","test2"]'],
  ['${servers:lucene}', '("test1" OR "test2")'],
  ['${spaced:percentencode}', 'foo%28%29bar%20BAZ%2Ctest2'],
  ['${dotted:pipe}', 'test1.|test2'],
  ['${dotted:raw}', 'test1.,test2'],
  ['${dotted:regex}', '(test1\\.|test2)'],
  ['${one:regex}', 'a\\.b'],
  ['${servers:singlequote}', "'test1','test2'"],
  ['${sql:sqlstring}', "'test''1','test2'"],
  ['${servers:text}', 'test1 + test2'],
  ['${named} ${named:text} ${named.text}', '10 Ten Ten'],
  ['${servers:queryparam}', 'var-servers=test1&var-servers=test2'],
  ['${servers:customqueryparam:host:x-}', 'host=x-test1&host=x-test2'],
  ['${servers:join: or }', 'test1 or test2'],
  ['${markup:html}', '&lt;img src=x onerror=alert(1)&gt;'],
  ['$all ${all:text}', '{a,b} All'],
  ['$allOwn ${allOwn:queryparam}', '.* var-allOwn=.%2A'],
  ['$__from ${__to:date:seconds}', '1795288710000 1795292310'],
  ['${__from:date} ${__from:date:YYYY-MM}', '2026-11-21T19:18:30.000Z 2026-11'],
  ['$__interval $__interval_ms $__rate_interval', '30s 30000 1m'],
  ['$__range $__range_s $__range_ms', '3600s 3600 3600000'],
  ['${__dashboard.uid} ${__dashboard}', 'abc Overview'],
  ['?${__url_time_range}', '?from=now-1h&to=now'],
];

describe('interpolate', () => {
  it.each(CASES)('%s', (text, expected) => {
    expect(interpolate(text, CONTEXT)).toBe(expected);
  });

  it('puts all variables into a URL, "All" as such', () => {
    const all = interpolate('${__all_variables}', CONTEXT);
    expect(all).toContain('var-servers=test1&var-servers=test2');
    expect(all).toContain('var-all=%24__all');
  });

  it('leaves the macros of intervals to data sources that know their step', () => {
    const { intervalMs: _, ...without } = CONTEXT;
    expect(interpolate('$__interval ${__rate_interval}', without)).toBe('$__interval ${__rate_interval}');
  });

  it('prefers what is scoped, and reads into it', () => {
    const scopedVars = { one: { text: 'x', value: 'x' }, item: { value: { name: 'n', 'a.b': 'dotted' } } };
    const text = interpolate('$one ${item.name} ${item["a.b"]} ${item.none}', { ...CONTEXT, scopedVars });
    expect(text).toBe('x n dotted ${item.none}');
  });

  it('compares values in queries as text, or as patterns where several may be chosen', () => {
    const query = 'x{a="$one", b=~"$oneOfMany", c=~"$dotted", d=~"$allOwn"}';
    expect(interpolate(query, CONTEXT, QUERY_FORMATS.prometheus)).toBe(
      'x{a="a.b", b=~"a\\\\.b", c=~"(test1\\\\.|test2)", d=~".*"}',
    );
    expect(interpolate('{.a=~"$servers"}', CONTEXT, QUERY_FORMATS.tempo)).toBe('{.a=~"test1|test2"}');
  });

  it('names the variables of a text', () => {
    expect([...referredNames('$a ${b:csv} [[c]] ${d.e} $5')]).toEqual(['a', 'b', 'c', 'd', '5']);
  });

  it('never changes what has no variable in it, nor reads values again', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const variables = new Map([['x', { name: 'x', value }]]);
        expect(interpolate('$x', { variables }, 'raw')).toBe(value);
        expect(interpolate(value, { variables: new Map() })).toBe(value);
      }),
    );
  });
});

describe('data links', () => {
  const time = { name: 'Time', type: FieldType.time, config: {}, values: [1000, 2000] };
  const field = {
    name: 'Value',
    type: FieldType.number,
    config: {},
    labels: { service: 'api', 'service.name': 'x' },
    values: [1.5, 2.5],
    display: (value: unknown) => ({ text: `${value}`, suffix: ' ms', numeric: Number(value) }),
  };
  const frame = { name: 'series', refId: 'B', fields: [time, field], length: 2 };
  const scopedVars = { __dataContext: { value: { data: [frame], frame, field, rowIndex: 1, frameIndex: 0 } } };

  it.each([
    [
      '${__field.name} ${__field.labels.service} ${__field.labels["service.name"]} ${__field.labels.none}',
      'Value api x ',
    ],
    ['${__field.labels}', 'service="api", service.name="x"'],
    ['${__value.raw} ${__value.numeric} ${__value.text} ${__value.time}', '2.5 2.5 2.5 ms 2000'],
    ['${__data.fields.Value} ${__data.fields[0]} ${__data.fields["Value"].text} ${__data.refId}', '2.5 2000 2.5 ms B'],
    ['${__series.name}', 'series'],
  ])('%s', (text, expected) => {
    expect(interpolate(text, { ...CONTEXT, scopedVars })).toBe(expected);
  });
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: the syntax of variables
