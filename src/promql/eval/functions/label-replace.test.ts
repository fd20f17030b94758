// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text under test
import { describe, expect, it } from 'vitest';
import { seriesOf, shown, vectorOf } from '../../../../test/support/promql-call.js';
import { LABEL_REPLACE_FUNCTIONS } from './label-replace.js';

const replaced = async (labels: Record<string, string>, ...texts: [string, string, string, string]) =>
  shown(await vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [[seriesOf(labels, 1)], ...texts]))[0]![0];

describe('label_replace', () => {
  const UP = { __name__: 'up', instance: 'db-1:9187', job: 'db' };

  it.each<[string, [string, string, string, string], Record<string, string>]>([
    ['sets a label', ['host', '$1', 'instance', '(.*):.*'], { ...UP, host: 'db-1' }],
    ['knows groups by name', ['host', '${name}_', 'instance', '(?<name>.*):.*'], { ...UP, host: 'db-1_' }],
    ['matches all of the value', ['host', '$1', 'instance', '(db)'], UP],
    ['matches newlines', ['a', 'x', 'none', '(?s).*'], { ...UP, a: 'x' }],
    ['takes a missing label as empty', ['a', 'x', 'none', ''], { ...UP, a: 'x' }],
    ['takes a label away that becomes empty', ['job', '', 'job', '.*'], { __name__: 'up', instance: 'db-1:9187' }],
    ['leaves out a group that matched nothing', ['a', '[$1]', 'job', 'x(y)|db'], { ...UP, a: '[]' }],
    ['renames the metric', ['__name__', 'renamed', '', ''], { ...UP, __name__: 'renamed' }],
    ['takes any Unicode name', ['~new.label', 'x', '', ''], { ...UP, '~new.label': 'x' }],
    ['knows flags', ['a', 'x', 'job', '(?i)DB'], { ...UP, a: 'x' }],
  ])('%s', async (_, texts, expected) => {
    expect(await replaced(UP, ...texts)).toEqual(expected);
  });

  it.each([
    ['', 'x', 'invalid destination label name in label_replace(): '],
    ['a', '(?!x)', 'invalid regular expression in label_replace(): (?!x)'],
  ])('fails for label %j and pattern %j even where there are no series', async (destination, pattern, message) => {
    const call = vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [[], destination, 'b', 'c', pattern]);
    await expect(call).rejects.toMatchObject({ code: 'execution', message });
  });

  it('fails where two series become one at a step, and joins those that do at different ones', async () => {
    const join = (...points: [number?, number?][]) =>
      vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [
        points.map((pair, i) => seriesOf({ k: `${i}` }, ...pair)),
        ...['k', 'x', '', ''],
      ]);
    await expect(join([1, undefined], [2, undefined])).rejects.toThrow('same labelset');
    expect(shown(await join([1, undefined], [undefined, 2]))).toEqual([[{ k: 'x' }, 1, 2]]);
  });

  it('refuses values that grow beyond all use', async () => {
    const doubled = (length: number) =>
      vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [
        [seriesOf({ a: 'x'.repeat(length) }, 1)],
        ...['a', '$0$0', 'a', '.*'],
      ]);
    expect((await doubled(32_768))[0]!.labels[1]).toHaveLength(65_536);
    await expect(doubled(32_769)).rejects.toMatchObject({ code: 'limit_exceeded' });
  });

  it('brings a name back that was to be dropped', async () => {
    const series = seriesOf({ __name__: 'm' }, 1);
    series.dropName = true;
    const ofName = ['${1}_x', '__name__', '(.*)'];
    const [other] = await vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [[series], 'orig', ...ofName]);
    const [renamed] = await vectorOf(LABEL_REPLACE_FUNCTIONS, 'label_replace', [[series], '__name__', ...ofName]);
    expect([other!.labels, other!.dropName]).toEqual([['__name__', 'm', 'orig', 'm_x'], true]);
    expect([renamed!.labels, renamed!.dropName]).toEqual([['__name__', 'm_x'], false]);
  });
});
