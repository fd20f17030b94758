import type { StoredSpan } from '../../src/model/stored-span.js';
import { storedSpan } from '../support/stored-spans.js';
import { ZERO_NS } from './span-notation.js';

/** Trees of spans and queries over them: the same seed gives the same. */

type Random = () => number;

const one = <T>(random: Random, choices: readonly T[]): T => choices[Math.floor(random() * choices.length)]!;
const below = (random: Random, limit: number): number => Math.floor(random() * limit);

const MS = 1_000_000;
/** Within which all spans start, ms. */
const SPAN_MS = 90_000;
const TAGGED = ['i1', 'i2', 'i-3', 'd1', 'd2.5', 'sa', 'sb', 's', 'btrue', 'bfalse'];
const ARRAY = 'a{"arrayValue":{"values":[{"stringValue":"a"},{"stringValue":"c"}]}}';

/** A trace: mostly a tree, now and then without a root, with a circle, or with an id that comes twice. */
export function randomTrace(random: Random, trace: number): StoredSpan[] {
  const count = 1 + below(random, 12);
  const start = below(random, SPAN_MS);
  return Array.from({ length: count }, (_, i) => {
    const isOdd = random() < 0.05;
    const parent = i === 0 ? (random() < 0.1 ? 99 : 0) : isOdd ? below(random, count + 2) : 1 + below(random, i);
    const attributes: Record<string, string> = {};
    for (const name of ['a', 'b', 'c']) if (random() < 0.5) attributes[name] = one(random, [...TAGGED, ARRAY]);
    const span = storedSpan({
      id: (random() < 0.03 ? 1 : i + 1).toString(16),
      parent: parent.toString(16),
      trace: (trace + 1).toString(16),
      name: one(random, ['x', 'y', 'z']),
      service: one(random, ['web', 'db', 'mail']),
      kind: below(random, 6),
      status: below(random, 3),
      start: ZERO_NS + BigInt(Math.min(start + below(random, 3_000), SPAN_MS)) * BigInt(MS) + BigInt(i),
      duration: one(random, [0, 1, MS, 5 * MS, 1_000 * MS]),
      attributes,
      resource: random() < 0.3 ? { a: one(random, TAGGED), only: 'i7' } : {},
    });
    const events =
      random() < 0.2 ? [{ ns: span.startNs + 5n, name: one(random, ['e', 'f']), attributes: ['n', 'i1'] }] : [];
    return { ...span, events };
  });
}

const ATTRIBUTES = ['span.a', '.a', '.b', 'resource.a', '.only', 'span.c', 'event.n', 'resource.service.name'];
const VALUES = ['1', '2', '-3', '1.0', '2.5', '"a"', '"b"', '""', '"web"', '"c"', 'true', 'false'];
const ORDERED = ['=', '!=', '<', '<=', '>', '>='];
const CONDITIONS: readonly ((random: Random) => string)[] = [
  (random) => `${one(random, ATTRIBUTES)} ${one(random, ['=', '!='])} ${one(random, VALUES)}`,
  (random) => `${one(random, ATTRIBUTES)} ${one(random, ORDERED)} ${one(random, VALUES.slice(0, 9))}`,
  (random) =>
    `${one(random, ['.a', 'span.b', '.c', 'name'])} ${one(random, ['=~', '!~'])} "${one(random, ['a|b', '.*', '[^a]', 'x'])}"`,
  (random) => `${one(random, ['.a', 'span.b', 'resource.a', 'event.n'])} ${one(random, ['=', '!='])} nil`,
  (random) => `name ${one(random, ORDERED)} "${one(random, ['x', 'y', 'w'])}"`,
  (random) => `status ${one(random, ['=', '!='])} ${one(random, ['error', 'ok', 'unset'])}`,
  (random) => `kind ${one(random, ['=', '!='])} ${one(random, ['server', 'client', 'unspecified'])}`,
  (random) => `duration ${one(random, ORDERED)} ${one(random, ['0s', '1ns', '1ms', '5ms', '1'])}`,
  (random) =>
    `${one(random, ['rootName', 'rootServiceName'])} ${one(random, ['=', '!='])} "${one(random, ['x', 'web', ''])}"`,
  (random) =>
    `${one(random, ['span:childCount', 'nestedSetLeft', 'nestedSetParent'])} ${one(random, ORDERED)} ${below(random, 4)}`,
  (random) => `.a ${one(random, ['+', '-', '*'])} 1 ${one(random, ORDERED)} 2`,
  (random) => `event:name = "${one(random, ['e', 'f'])}"`,
  (random) => one(random, ['true', 'false', '.a', 'span.b']),
];

function expression(random: Random, depth: number): string {
  if (depth === 0 || random() < 0.5) return one(random, CONDITIONS)(random);
  if (random() < 0.15) return `!(${expression(random, depth - 1)})`;
  return `(${expression(random, depth - 1)} ${one(random, ['&&', '||'])} ${expression(random, depth - 1)})`;
}

const filter = (random: Random): string => (random() < 0.15 ? '{ }' : `{ ${expression(random, 2)} }`);

const OPERATORS = [
  '&&',
  '||',
  '>',
  '>>',
  '<',
  '<<',
  '~',
  '!>',
  '!>>',
  '!<',
  '!<<',
  '!~',
  '&>',
  '&>>',
  '&<',
  '&<<',
  '&~',
];

function spansets(random: Random, depth: number): string {
  if (depth === 0 || random() < 0.4) return filter(random);
  return `(${spansets(random, depth - 1)} ${one(random, OPERATORS)} ${spansets(random, depth - 1)})`;
}

const STAGES: readonly ((random: Random) => string)[] = [
  (random) => `count() ${one(random, ORDERED)} ${below(random, 4)}`,
  (random) => `${one(random, ['max', 'min', 'sum', 'avg'])}(duration) > ${one(random, ['0s', '1ms'])}`,
  (random) => `by(${one(random, ['.a', 'name', 'resource.service.name', 'status'])})`,
  () => 'coalesce()',
  () => 'select(.b)',
  filter,
];

export const randomSearch = (random: Random): string =>
  [spansets(random, 2), ...(random() < 0.4 ? [one(random, STAGES)(random)] : [])].join(' | ');

const FUNCTIONS = [
  'rate()',
  'count_over_time()',
  'max_over_time(duration)',
  'min_over_time(.a)',
  'sum_over_time(span.b)',
  'avg_over_time(duration)',
  'histogram_over_time(duration)',
  'quantile_over_time(duration, .5, 1)',
];
const GROUPS = [
  '',
  '',
  ' by (name)',
  ' by (.a)',
  ' by (resource.service.name, status)',
  ' by (kind, span.b)',
  ' by (rootName)',
  ' by (resource.a)',
];

/** Most are of filters alone, which the store can count. */
export function randomMetrics(random: Random): string {
  const spans = random() < 0.7 ? filter(random) : randomSearch(random);
  const grouped = `${spans} | ${one(random, FUNCTIONS)}${one(random, GROUPS)}`;
  return random() < 0.1 ? `${grouped} | topk(2)` : grouped;
}
