import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { AGGREGATIONS } from './ast.js';
import { FEATURES } from './features.js';
import { FUNCTIONS } from './functions.js';
import { parse } from './parser.js';
import { printExpression } from './print.js';

const features = new Set(FEATURES);

const name = fc.constantFrom('up', 'job:rate:5m', 'sum', 'offset', 'by', 'start', 'fill', 'http_requests_total');
const label = fc.constantFrom('job', '"a b"', 'on', '"日本"', '"sum"', 'le');
const text = fc
  .string({ unit: 'binary', maxLength: 6 })
  .map((value) => JSON.stringify(value.replaceAll(/[^\x20-\x7eß日🚀]/gu, 'x')));
const number = fc.oneof(
  fc.double({ min: 0, noDefaultInfinity: true, noNaN: true }).map(String),
  fc.constantFrom('NaN', 'inf', '0x1F', '017', '1_000', '.5', '1h30m', '8d', '1y1ms', '300'),
);
const labels = fc.array(label, { maxLength: 3 }).map((list) => `(${list.join(', ')})`);
const matcher = fc.oneof(
  fc
    .tuple(label, fc.constantFrom('=', '!=', '=~', '!~'), text)
    .map(([key, op, value]) => (op.includes('~') ? `${key}${op}"[a-z]+|x"` : `${key}${op}${value}`)),
  fc.constant('"metric.name"'),
);
const braces = fc.array(matcher, { maxLength: 3 }).map((list) => `{${[...list, '__name__!=""'].join(',')}}`);
const nameBraces = fc
  .tuple(
    name,
    fc.array(
      matcher.filter((m) => m !== '"metric.name"'),
      { maxLength: 3 },
    ),
  )
  .map(([metric, list]) => `${metric}{${list.join(',')}}`);

const { duration } = fc.letrec<{ duration: string }>((tie) => ({
  duration: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('5m', '1h30m', '90', '0.5', '1ms', 'step()', 'range()', '14d'),
    fc.tuple(tie('duration'), fc.constantFrom('+', '-', '*', '^'), tie('duration')).map((parts) => parts.join(' ')),
    fc
      .tuple(fc.constantFrom('min_of', 'max_of'), tie('duration'), tie('duration'))
      .map(([f, a, b]) => `${f}(${a}, ${b})`),
    tie('duration').map((inner) => `(${inner})`),
    tie('duration').map((inner) => `-(${inner})`),
  ),
}));
/** More than nothing, whatever is in it. */
const width = fc.oneof(
  fc.constantFrom('5m', '300', '1w1d'),
  duration.map((inner) => `1m + (${inner})`),
);

const timing = fc
  .tuple(
    fc.constantFrom('', ' anchored', ' smoothed'),
    fc.constantFrom('', ' @ 1609746000.5', ' @ -1', ' @ start()', ' @ end()'),
    fc.oneof(
      fc.constant(''),
      fc.constant(' offset -5m'),
      duration.map((inner) => ` offset (${inner})`),
    ),
  )
  .map((parts) => parts);

const modifiers = fc
  .tuple(
    fc.oneof(
      fc.constant(''),
      labels.map((l) => ` on ${l}`),
      labels.map((l) => ` ignoring ${l}`),
    ),
    fc.constantFrom('', ' group_left', ' group_right ()', ' group_left (extra)'),
    fc.constantFrom('', ' fill (0)', ' fill_left (-1)', ' fill_right (NaN)', ' fill_right (1) fill_left (2)'),
  )
  .map(([on, group, fill]) => on + (on === '' ? '' : group) + fill);

const FUNCTION_NAMES = [...FUNCTIONS.values()];

/** Texts of well-typed expressions. */
const { scalar, vector, matrix } = fc.letrec<{ scalar: string; vector: string; matrix: string }>((tie) => {
  const argument = (type: string) => (type === 'string' ? text : tie(type as 'scalar' | 'vector' | 'matrix'));
  const callOf = (returns: 'scalar' | 'vector') =>
    fc
      .constantFrom(...FUNCTION_NAMES.filter((f) => f.returns === returns && f.name !== 'info'))
      .chain((f) => fc.tuple(...f.args.map(argument)).map((args) => `${f.name}(${args.join(', ')})`));
  return {
    scalar: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      number,
      callOf('scalar'),
      fc.tuple(tie('scalar'), fc.constantFrom('+', '-', '^', 'atan2', '> bool'), tie('scalar')).map((p) => p.join(' ')),
      tie('scalar').map((inner) => `-${inner}`),
      tie('scalar').map((inner) => `(${inner})`),
    ),
    vector: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.tuple(fc.oneof(name, braces, nameBraces), timing).map(([selector, parts]) => selector + parts.join('')),
      callOf('vector'),
      fc
        .tuple(
          fc.constantFrom(...AGGREGATIONS),
          fc.constantFrom('', 'by', 'without'),
          labels,
          tie('vector'),
          tie('scalar'),
        )
        .map(([op, by, list, inner, parameter]) => {
          const first = { count_values: '"v", ' }[op as string];
          const takes = ['topk', 'bottomk', 'quantile', 'limitk', 'limit_ratio'].includes(op);
          return `${op}(${first ?? (takes ? `${parameter}, ` : '')}${inner})${by === '' ? '' : ` ${by} ${list}`}`;
        }),
      fc
        .tuple(
          tie('vector'),
          fc.constantFrom('+', '/', '</', '>/', '==', '< bool', 'atan2', '%'),
          modifiers,
          tie('vector'),
        )
        .map(([left, op, between, right]) => `${left} ${op}${between} ${right}`),
      fc.tuple(tie('vector'), fc.constantFrom('and', 'or', 'unless on (a)'), tie('vector')).map((p) => p.join(' ')),
      fc.tuple(tie('vector'), fc.constantFrom('*', '>', '!= bool', '^'), tie('scalar')).map((p) => p.join(' ')),
      tie('vector').map((inner) => `-${inner}`),
      tie('vector').map((inner) => `(${inner})`),
    ),
    matrix: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc
        .tuple(fc.oneof(name, braces), width, timing)
        .map(([selector, range, parts]) => `${selector}[${range}]${parts.join('')}`),
      fc
        .tuple(tie('vector'), width, fc.oneof(fc.constant(''), width), timing)
        .map(([inner, range, step, [, at, offset]]) => `(${inner})[${range}:${step}]${at}${offset}`),
    ),
  };
});

/** The tree without positions; conditions in any order, as they mean the same. */
function meaning(query: string): unknown {
  return JSON.parse(
    JSON.stringify(parse(query, features), (key, value) => {
      if (key === 'position') return undefined;
      if (key === 'function') return value.name;
      if (key === 'matchers') return value.map((matcher: object) => JSON.stringify(matcher)).sort();
      return typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)) ? `${value}` : value;
    }),
  );
}

/** Precedence may have joined operands of other types than were meant. */
function isRight(query: string): boolean {
  try {
    parse(query, features);
    return true;
  } catch {
    return false;
  }
}

describe('parse and print', () => {
  it('are each other’s inverse, on one line and on several', () => {
    fc.assert(
      fc.property(fc.oneof(scalar, vector, matrix), (query) => {
        fc.pre(isRight(query));
        const tree = meaning(query);
        const expression = parse(query, features);
        expect(meaning(printExpression(expression))).toEqual(tree);
        expect(meaning(printExpression(expression, { pretty: true }))).toEqual(tree);
      }),
      { numRuns: 300 },
    );
  });

  it('never fail but with a message and its place, whatever the text', () => {
    const words = fc.constantFrom(
      ...[
        'a',
        '{',
        '}',
        '(',
        ')',
        '[',
        ']',
        ':',
        ',',
        '=',
        '!=',
        '=~',
        '+',
        '-',
        '^',
        '@',
        'offset',
        '5m',
        '1e',
        '"',
        "'x'",
      ],
      ...[
        'sum',
        'by',
        'on',
        'bool',
        'group_left',
        'start',
        'step',
        'rate',
        '#',
        '\n',
        '日',
        '\ud800',
        '</',
        'fill',
        'anchored',
      ],
    );
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
        (query) => {
          try {
            printExpression(parse(query, features), { pretty: true });
          } catch (error) {
            expect((error as Error).message).toMatch(/^(\d+:\d+|unknown position): parse error: ./);
          }
        },
      ),
      { numRuns: 1000 },
    );
  });
});
