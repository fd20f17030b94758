// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is the text under test
import { describe, expect, it } from 'vitest';
import { labelsFrom, labelsToObject } from '../../model/labels.js';
import { compileRelabel } from './compile-relabel.js';
import type { RelabelConfig } from './relabel-config.js';

type Step = Partial<RelabelConfig>;

const DEFAULTS: RelabelConfig = {
  action: 'replace',
  sourceLabels: [],
  separator: ';',
  regex: '(.*)',
  modulus: 0,
  targetLabel: '',
  replacement: '$1',
};

const configs = (steps: readonly Step[]): RelabelConfig[] => steps.map((step) => ({ ...DEFAULTS, ...step }));

/** What the steps make of labels; `dropped` where they keep them away. */
function relabel(labels: Record<string, string>, steps: readonly Step[]): Record<string, string> | 'dropped' {
  const relabelled = compileRelabel(configs(steps))(labelsFrom(Object.entries(labels)));
  return relabelled === undefined ? 'dropped' : labelsToObject(relabelled);
}

const ABC = { a: 'foo', b: 'bar', c: 'baz' };
const from = (...sourceLabels: string[]): Step => ({ sourceLabels });
const to = (targetLabel: string): Step => ({ targetLabel });

type Case = [what: string, labels: Record<string, string>, steps: Step[], after: Record<string, string> | 'dropped'];

const REPLACE: Case[] = [
  ['copies by default', ABC, [{ ...from('a'), ...to('d') }], { ...ABC, d: 'foo' }],
  ['sets a constant', ABC, [{ ...to('d'), replacement: 'x' }], { ...ABC, d: 'x' }],
  ['joins with the separator', ABC, [{ ...from('a', 'b'), separator: '/', ...to('d') }], { ...ABC, d: 'foo/bar' }],
  ['joins with a semicolon by default', ABC, [{ ...from('a', 'none', 'b'), ...to('d') }], { ...ABC, d: 'foo;;bar' }],
  [
    'expands groups',
    ABC,
    [{ ...from('a'), regex: 'f(.)(.)', ...to('d'), replacement: '$2-${1}x' }],
    { ...ABC, d: 'o-ox' },
  ],
  ['takes the longest name of a group', ABC, [{ ...from('a'), regex: 'f(.*)', ...to('d'), replacement: '$1x' }], ABC],
  [
    'expands named groups',
    ABC,
    [{ ...from('a'), regex: '(?P<x>f).*', ...to('d'), replacement: '<$x>' }],
    { ...ABC, d: '<f>' },
  ],
  ['writes a dollar', ABC, [{ ...from('a'), ...to('d'), replacement: '$$1' }], { ...ABC, d: '$1' }],
  [
    'expands the whole match',
    ABC,
    [{ ...from('a'), regex: 'fo.*', ...to('d'), replacement: '${0}!' }],
    { ...ABC, d: 'foo!' },
  ],
  ['leaves unknown groups empty', ABC, [{ ...from('a'), ...to('d'), replacement: 'x$7' }], { ...ABC, d: 'x' }],
  ['is anchored', ABC, [{ ...from('a'), regex: 'o', ...to('d'), replacement: 'x' }], ABC],
  ['anchors each alternative', ABC, [{ ...from('a'), regex: 'f|o', ...to('d'), replacement: 'x' }], ABC],
  ['does nothing without a match', ABC, [{ ...from('a'), regex: 'no(.*)', ...to('b') }], ABC],
  ['takes a label away with an empty value', ABC, [{ ...from('none'), ...to('b') }], { a: 'foo', c: 'baz' }],
  [
    'takes a label away with an empty group',
    ABC,
    [{ ...from('a'), regex: 'foo(x?)', ...to('b') }],
    { a: 'foo', c: 'baz' },
  ],
  [
    'expands the name of the target',
    ABC,
    [{ ...from('a', 'b'), regex: '(.*);(.*)', ...to('${1}_x'), replacement: '$2' }],
    { ...ABC, foo_x: 'bar' },
  ],
  ['passes over an empty name of the target', ABC, [{ ...from('none'), ...to('$1'), replacement: 'x' }], ABC],
  ['takes any other name', ABC, [{ ...from('a'), ...to('b.$1/é') }], { ...ABC, 'b.foo/é': 'foo' }],
  ['matches new lines by dots', { a: 'x\ny' }, [{ ...from('a'), regex: 'x.(y)', ...to('b') }], { a: 'x\ny', b: 'y' }],
  [
    'sees what earlier steps set',
    ABC,
    [
      { ...from('a'), ...to('d') },
      { ...from('d', 'b'), ...to('e') },
    ],
    { ...ABC, d: 'foo', e: 'foo;bar' },
  ],
  [
    'sets again what was taken away',
    ABC,
    [
      { ...to('a'), replacement: '' },
      { ...from('b'), ...to('a') },
    ],
    { a: 'bar', b: 'bar', c: 'baz' },
  ],
  [
    'changes a value in place',
    ABC,
    [{ ...from('a'), regex: '(f).*', ...to('a'), replacement: '${1}u' }],
    { ...ABC, a: 'fu' },
  ],
  [
    'reads escaped dots',
    { a: '1.2' },
    [{ ...from('a'), regex: '1\\.2', ...to('b'), replacement: 'y' }],
    { a: '1.2', b: 'y' },
  ],
  [
    'an escaped dot is only a dot',
    { a: '1x2' },
    [{ ...from('a'), regex: '1\\.2', ...to('b'), replacement: 'y' }],
    { a: '1x2' },
  ],
  [
    'expands the group behind a prefix',
    { a: 'pre-x' },
    [{ ...from('a'), regex: 'pre-(.+)', ...to('b') }],
    { a: 'pre-x', b: 'x' },
  ],
  ['needs something for .+', { a: 'pre-' }, [{ ...from('a'), regex: 'pre-(.+)', ...to('b') }], { a: 'pre-' }],
  [
    'expands a group of alternatives',
    { a: 'y' },
    [{ ...from('a'), regex: '(x|y)', ...to('b'), replacement: '<$1>' }],
    { a: 'y', b: '<y>' },
  ],
  [
    'a group that is none expands to nothing',
    { a: 'y', b: 'z' },
    [{ ...from('a'), regex: '(?:x|y)', ...to('b') }],
    { a: 'y' },
  ],
  [
    'ignores case where told',
    { a: 'FOO' },
    [{ ...from('a'), regex: '(?i)foo', ...to('b'), replacement: 'y' }],
    { a: 'FOO', b: 'y' },
  ],
  [
    'rewrites an address',
    { __address__: 'h:80', __meta_port: '9100' },
    [
      {
        ...from('__address__', '__meta_port'),
        regex: '([^:]+)(?::\\d+)?;(\\d+)',
        ...to('__address__'),
        replacement: '$1:$2',
      },
    ],
    { __address__: 'h:9100', __meta_port: '9100' },
  ],
];

const CHOOSE: Case[] = [
  ['keep keeps matches', ABC, [{ action: 'keep', ...from('a'), regex: 'f.*' }], ABC],
  ['keep drops the others', ABC, [{ action: 'keep', ...from('a'), regex: 'x' }], 'dropped'],
  ['keep of a missing label', ABC, [{ action: 'keep', ...from('none'), regex: '.+' }], 'dropped'],
  ['keep of the empty value', ABC, [{ action: 'keep', ...from('none'), regex: '' }], ABC],
  ['drop drops matches', ABC, [{ action: 'drop', ...from('a', 'b'), regex: 'foo;b.*' }], 'dropped'],
  ['drop keeps the others', ABC, [{ action: 'drop', ...from('a'), regex: 'fo' }], ABC],
  ['drop among alternatives', ABC, [{ action: 'drop', ...from('a'), regex: 'x|foo|y' }], 'dropped'],
  [
    'ends at the first drop',
    ABC,
    [
      { action: 'drop', ...from('a') },
      { ...from('a'), ...to('d') },
    ],
    'dropped',
  ],
  [
    'keepequal keeps equals',
    { a: 'x', b: 'x' },
    [{ action: 'keepequal', ...from('a'), ...to('b') }],
    { a: 'x', b: 'x' },
  ],
  ['keepequal drops the others', ABC, [{ action: 'keepequal', ...from('a'), ...to('b') }], 'dropped'],
  ['keepequal of missing labels', ABC, [{ action: 'keepequal', ...from('x'), ...to('y') }], ABC],
  ['dropequal drops equals', { a: 'x', b: 'x' }, [{ action: 'dropequal', ...from('a'), ...to('b') }], 'dropped'],
  ['dropequal keeps the others', ABC, [{ action: 'dropequal', ...from('a'), ...to('b') }], ABC],
  [
    'dropequal joins its sources',
    { a: 'x', b: 'y', c: 'x;y' },
    [{ action: 'dropequal', ...from('a', 'b'), ...to('c') }],
    'dropped',
  ],
];

const NAMES: Case[] = [
  [
    'labelmap copies by name',
    { __meta_x: '1', a: '2' },
    [{ action: 'labelmap', regex: '__meta_(.+)' }],
    { __meta_x: '1', a: '2', x: '1' },
  ],
  [
    'labelmap with a template',
    { m_x_y: '1' },
    [{ action: 'labelmap', regex: 'm_(.)_(.)', replacement: '${2}_$1' }],
    { m_x_y: '1', y_x: '1' },
  ],
  ['labelmap overwrites', { m_a: '1', a: '2' }, [{ action: 'labelmap', regex: 'm_(.*)' }], { m_a: '1', a: '1' }],
  [
    'labelmap does not map what it has set',
    { m_m_a: '1' },
    [{ action: 'labelmap', regex: 'm_(.*)' }],
    { m_m_a: '1', m_a: '1' },
  ],
  [
    'labelmap of colliding names takes the later',
    { m1_a: '1', m2_a: '2' },
    [{ action: 'labelmap', regex: 'm\\d_(.*)' }],
    { m1_a: '1', m2_a: '2', a: '2' },
  ],
  [
    'labelmap takes labels that were set last',
    { m1_a: '1', m2_a: '2' },
    [
      { ...to('m1_a'), replacement: '3' },
      { action: 'labelmap', regex: 'm\\d_(.*)' },
    ],
    { m1_a: '3', m2_a: '2', a: '3' },
  ],
  ['labelmap to no name', { m_: '1' }, [{ action: 'labelmap', regex: 'm_(.*)' }], { m_: '1' }],
  ['labeldrop', { ...ABC, ab: 'x' }, [{ action: 'labeldrop', regex: 'a.*' }], { b: 'bar', c: 'baz' }],
  ['labeldrop is anchored', ABC, [{ action: 'labeldrop', regex: '' }], ABC],
  ['labelkeep', { ...ABC, ab: 'x' }, [{ action: 'labelkeep', regex: 'a|b' }], { a: 'foo', b: 'bar' }],
  [
    'labelkeep takes the metric name too',
    { __name__: 'up', a: '1' },
    [{ action: 'labelkeep', regex: 'a' }],
    { a: '1' },
  ],
];

const VALUES: Case[] = [
  ['hashmod', ABC, [{ action: 'hashmod', ...from('c'), ...to('d'), modulus: 1000 }], { ...ABC, d: '976' }],
  [
    'hashmod of several labels',
    ABC,
    [{ action: 'hashmod', ...from('a', 'b'), separator: '', ...to('d'), modulus: 2 ** 40 }],
    { ...ABC, d: '439211968063' },
  ],
  [
    'hashmod keeps new lines',
    { a: 'foo\nbar' },
    [{ action: 'hashmod', ...from('a'), ...to('b'), modulus: 1000 }],
    { a: 'foo\nbar', b: '734' },
  ],
  ['lowercase', { a: 'FoO-É' }, [{ action: 'lowercase', ...from('a'), ...to('b') }], { a: 'FoO-É', b: 'foo-é' }],
  ['uppercase', { a: 'foo-é' }, [{ action: 'uppercase', ...from('a'), ...to('b') }], { a: 'foo-é', b: 'FOO-É' }],
  [
    'uppercase of a letter that would be two',
    { a: 'Straße' },
    [{ action: 'uppercase', ...from('a'), ...to('b') }],
    { a: 'Straße', b: 'STRAßE' },
  ],
  [
    'lowercase of the last sigma',
    { a: 'ΟΣ' },
    [{ action: 'lowercase', ...from('a'), ...to('b') }],
    { a: 'ΟΣ', b: 'οσ' },
  ],
  ['lowercase of nothing', ABC, [{ action: 'lowercase', ...from('none'), ...to('b') }], { a: 'foo', c: 'baz' }],
];

describe.each([
  ['replace', REPLACE],
  ['keep and drop', CHOOSE],
  ['by name', NAMES],
  ['by value', VALUES],
])('%s', (_, cases) => {
  it.each(cases)('%s', (_what, labels, steps, after) => expect(relabel(labels, steps)).toEqual(after));
});

it('gives back the array itself where nothing changes', () => {
  const labels = labelsFrom(Object.entries(ABC));
  expect(compileRelabel(configs([{ action: 'keep', ...from('a'), regex: 'foo' }]))(labels)).toBe(labels);
});

it.each(['(', 'a**', 'x{2000}'])('refuses the expression %s', (regex) =>
  expect(() => compileRelabel(configs([{ regex, ...to('a') }]))).toThrow(/error parsing regexp/),
);
