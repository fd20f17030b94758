// biome-ignore-all lint/suspicious/noTemplateCurlyInString: variables of dashboards are written so
import { dateTime, type TimeRange } from '@grafana/data';
import { describe, expect, it, vi } from 'vitest';
import type { Variable } from './variable';
import { VariableStore } from './variable-store';

const rangeFrom = (from: number): TimeRange => {
  const [start, end] = [dateTime(from), dateTime(from + 3_600_000)];
  return { from: start, to: end, raw: { from: start, to: end } };
};

const SOURCES = [
  { uid: 'p', name: 'Prod metrics', type: 'prometheus' },
  { uid: 'd', name: 'Dev metrics', type: 'prometheus' },
  { uid: 'l', name: 'Lines', type: 'loki' },
];

/** A store whose variables are found at once. */
async function storeOf(variables: readonly Partial<Variable>[], url = '') {
  const search = new URLSearchParams(url);
  const store = new VariableStore({
    variables: variables as Variable[],
    given: ({ name }) => (search.has(`var-${name}`) ? search.getAll(`var-${name}`) : undefined),
    range: rangeFrom(0),
    timeZone: 'utc',
    sources: async () => SOURCES,
  });
  store.start();
  await settled(store);
  return store;
}

const settled = (store: VariableStore) =>
  vi.waitFor(() => {
    const waiting = [...store.current().values()].filter(({ isPending, isLoading }) => isPending || isLoading);
    if (waiting.length > 0) throw new Error('not yet');
  });

const stateOf = (store: VariableStore, name: string) => store.current().get(name)!.state;

describe('variables', () => {
  it.each<[string, Partial<Variable>, string, object]>([
    ['the first of custom values', { type: 'custom', query: 'a, b' }, '', { value: 'a', text: 'a' }],
    ['texts and commas', { type: 'custom', query: 'One\\, two : 1, Three : 3' }, '', { value: '1', text: 'One, two' }],
    [
      'JSON',
      { type: 'custom', query: '[{"text":"x","value":1}]', valuesFormat: 'json' },
      '',
      { value: '1', text: 'x' },
    ],
    ['the definition', { type: 'custom', query: 'a,b', current: { value: 'b', text: 'b' } }, '', { value: 'b' }],
    ['the URL', { type: 'custom', query: 'a,b', current: { value: 'b', text: 'b' } }, 'var-v=a', { value: 'a' }],
    ['a value of its own', { type: 'custom', query: 'a,b' }, 'var-v=z', { value: 'z' }],
    ['none of its own', { type: 'custom', query: 'a,b', allowCustomValue: false }, 'var-v=z', { value: 'a' }],
    ['a value that is gone', { type: 'custom', query: 'a,b', current: { value: 'z', text: 'z' } }, '', { value: 'a' }],
    [
      'several',
      { type: 'custom', query: 'a,b,c', multi: true },
      'var-v=a&var-v=c',
      { value: ['a', 'c'], isMulti: true },
    ],
    [
      'all',
      { type: 'custom', query: 'a,b', multi: true, includeAll: true, allValue: '.+' },
      'var-v=$__all',
      { value: ['a', 'b'], isAll: true, text: ['All'], allValue: '.+' },
    ],
    ['all by its text', { type: 'custom', query: 'a,b', includeAll: true }, 'var-v=All', { isAll: true }],
    ['all first', { type: 'custom', query: 'a,b', includeAll: true }, '', { isAll: true, value: ['a', 'b'] }],
    ['a constant', { type: 'constant', query: 'c' }, 'var-v=x', { value: 'x' }],
    ['a text', { type: 'textbox', query: 'q', current: { value: 't' } }, '', { value: 't' }],
    [
      'a switch',
      { type: 'switch', enabledValue: 'on', disabledValue: 'off', current: { value: 'off' } },
      '',
      { value: 'off' },
    ],
    [
      'data sources',
      { type: 'datasource', query: 'prometheus', regex: '/^Dev/' },
      '',
      { value: 'd', text: 'Dev metrics' },
    ],
    ['an interval', { type: 'interval', query: '1m,5m' }, 'var-v=5m', { value: '5m' }],
    [
      'an automatic interval',
      { type: 'interval', query: '1m', auto: true, auto_count: 60, auto_min: '10s' },
      'var-v=$__auto_interval_v',
      { value: '1m', text: 'auto' },
    ],
    [
      'filters',
      { type: 'adhoc', filters: [{ key: 'a', operator: '=~', value: 'b' }] },
      '',
      { value: 'a=~"b"', isPlain: true },
    ],
  ])('has %s', async (_what, variable, url, wanted) => {
    const store = await storeOf([{ name: 'v', ...variable }], url);
    expect(stateOf(store, 'v')).toMatchObject(wanted);
  });

  it('those that hang on a changed one are found anew, in order', async () => {
    const store = await storeOf([
      { name: 'c', type: 'custom', query: '${b}3' },
      { name: 'b', type: 'custom', query: '${a}2' },
      { name: 'a', type: 'custom', query: 'x,y' },
      { name: 'other', type: 'custom', query: 'o' },
    ]);
    expect(stateOf(store, 'c').value).toBe('x23');
    const other = store.current().get('other');
    store.choose('a', ['y']);
    expect(store.current().get('c')!.isPending).toBe(true);
    await settled(store);
    expect(stateOf(store, 'c').value).toBe('y23');
    expect(store.current().get('other')).toBe(other);
  });

  it('an error stays in its place, and others go on', async () => {
    const store = await storeOf([
      { name: 'bad', type: 'custom', query: '{', valuesFormat: 'json', current: { value: 'was', text: 'was' } },
      { name: 'after', type: 'custom', query: '${bad}!' },
      { name: 'loop', type: 'custom', query: '$pool' },
      { name: 'pool', type: 'custom', query: '$loop' },
    ]);
    expect(store.current().get('bad')).toMatchObject({ error: expect.any(SyntaxError), isPending: false });
    expect(stateOf(store, 'after').value).toBe('was!');
    expect(store.current().get('loop')!.error?.message).toContain('hangs on itself');
  });

  it('an automatic interval follows the time range, with nothing pending meanwhile', async () => {
    const store = await storeOf([{ name: 'i', type: 'interval', query: '1m', auto: true, auto_count: 60 }]);
    const { from } = rangeFrom(0);
    const to = dateTime(24 * 3_600_000);
    store.setRange({ from, to, raw: { from, to } });
    expect(store.current().get('i')!.isPending).toBe(false);
    await settled(store);
    expect(stateOf(store, 'i').value).toBe('20m');
  });
});
