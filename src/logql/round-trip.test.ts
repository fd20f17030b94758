import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { RANGE_AGGREGATIONS } from './ast.js';
import { parse } from './parser.js';
import { printExpression } from './print.js';

const label = fc.constantFrom(
  'app',
  'level',
  'ip',
  'duration',
  'rate',
  'sum',
  '__error__',
  'a1',
  'long_label_of_a_pod',
);
const text = fc
  .string({ unit: 'binary', maxLength: 6 })
  .map((value) => JSON.stringify(value.replaceAll(/[^\x20-\x7eß日🚀]/gu, 'x')));
const labels = fc.array(label, { maxLength: 3 }).map((list) => `(${list.join(', ')})`);
/** Few digits: powers of long fractions may differ in their last bit between two runs of the same code. */
const number = fc.integer({ min: 0, max: 80 }).map((eighths) => String(eighths / 8));
const duration = fc.constantFrom('5m', '1h30m', '1ms', '14d', '1.5s', '250us', '90m', '2w');
const range = fc.constantFrom('[5m]', '[1h30m]', '[8d]', '[1s]', '[100ms]', '[0s]', '[1y]');
/** Those that stay what they are at two digits. */
const bytes = fc.constantFrom('5B', '1KB', '1.5kb', '20MB', '999B', '3GB');

const list = (item: fc.Arbitrary<string>, separator = ', ') =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(separator));

const matcher = fc.oneof(
  fc.tuple(label, fc.constantFrom('=', '!='), text).map((parts) => parts.join('')),
  fc.tuple(label, fc.constantFrom('=~', '!~')).map(([name, op]) => `${name}${op}"[a-z]+|x"`),
);
const selector = list(matcher).map((matchers) => `{app="x", ${matchers}}`);

const { filter } = fc.letrec<{ filter: string }>((tie) => ({
  filter: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    matcher,
    fc
      .tuple(label, fc.constantFrom('=', '==', '!=', '<', '<=', '>', '>='), fc.oneof(number, duration, bytes))
      .map((parts) => parts.join(' ')),
    label.map((name) => `${name} != ip("10.0.0.0/8")`),
    fc.tuple(tie('filter'), fc.constantFrom(' and ', ' or ', ', ', ' '), tie('filter')).map((parts) => parts.join('')),
    tie('filter').map((inner) => `(${inner})`),
  ),
}));

const extractions = fc.oneof(
  fc.constant(''),
  list(
    fc.oneof(
      label,
      fc.tuple(label, text).map(([name, path]) => `${name}=${path}`),
    ),
  ),
);
/** Behind a bare name, a line filter would be a condition on it. */
const items = list(fc.oneof(label, matcher)).map((names) => `${names}, last="x"`);
const stage = fc.oneof(
  fc
    .tuple(fc.constantFrom('|=', '!=', '|~', '!~', '|>', '!>'), list(fc.oneof(text, fc.constant('ip("::1")')), ' or '))
    .map((parts) => parts.join(' ')),
  extractions.map((list) => `| json ${list}`),
  fc.tuple(fc.constantFrom('', '--strict', '--keep-empty --strict'), extractions).map(([f, e]) => `| logfmt ${f} ${e}`),
  fc.tuple(fc.constantFrom('pattern', 'regexp', 'line_format'), text).map(([word, value]) => `| ${word} ${value}`),
  fc.constantFrom('| unpack', '| decolorize', '| JSON'),
  list(fc.tuple(label, fc.oneof(label, text)).map((parts) => parts.join('='))).map(
    (formats) => `| label_format ${formats}`,
  ),
  items.map((list) => `| drop ${list}`),
  items.map((list) => `| keep ${list}`),
  filter.map((condition) => `| ${condition}`),
);
const stages = fc.array(stage, { maxLength: 4 }).map((parts) => parts.join(' '));
const offset = fc.constantFrom('', '', ' offset 5m', ' offset -1h', ' offset 1500ms');
const unwrap = fc
  .tuple(
    fc.oneof(
      label,
      label.map((name) => `duration(${name})`),
      label.map((name) => `bytes(${name})`),
    ),
    fc.array(filter, { maxLength: 2 }),
  )
  .map(([value, filters]) => ['', `unwrap ${value}`, ...filters].join(' | '));

const log = fc.tuple(selector, stages).map((parts) => parts.join(' '));
const grouping = fc.tuple(fc.constantFrom('by', 'without'), labels).map((parts) => parts.join(' '));

const GROUPED = RANGE_AGGREGATIONS.filter((op) => /^(avg|min|max|std...|first|last)_/.test(op));
const rangeAggregation = fc.oneof(
  fc
    .tuple(fc.constantFrom('rate', 'count_over_time', 'bytes_rate', 'absent_over_time'), log, range, offset)
    .map(([op, entries, width, shift]) => `${op}(${entries} ${width}${shift})`),
  fc
    .tuple(fc.constantFrom('rate', 'bytes_over_time'), selector, range, offset, stages)
    .map(([op, streams, width, shift, behind]) => `${op}(${streams}${width}${shift} ${behind})`),
  fc
    .tuple(fc.constantFrom(...GROUPED), log, unwrap, range, fc.oneof(fc.constant(''), grouping))
    .map(([op, entries, values, width, groups]) => `${op}(${entries}${values} ${width}) ${groups}`),
  fc
    .tuple(number, log, unwrap, range)
    .map(([parameter, entries, values, width]) => `quantile_over_time(${parameter}, (${entries}${values})${width})`),
);

const modifiers = fc
  .tuple(
    fc.constantFrom('', ' bool'),
    fc.oneof(
      fc.constant(''),
      labels.map((l) => ` on ${l}`),
      fc.tuple(labels, labels).map(([a, b]) => ` ignoring ${a} group_left ${b}`),
    ),
  )
  .map((parts) => parts.join(''));

const { metric } = fc.letrec<{ metric: string }>((tie) => ({
  metric: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    rangeAggregation,
    fc.constant('vector(1)'),
    fc
      .tuple(fc.constantFrom('sum', 'avg', 'COUNT', 'stddev', 'sort'), grouping, tie('metric'))
      .map(([op, groups, inner]) => `${op} ${groups} (${inner})`),
    tie('metric').map((inner) => `topk(3, ${inner}) by (app)`),
    fc
      .tuple(
        tie('metric'),
        fc.constantFrom(...'+ - * / % ^ == != > <= and or unless'.split(' ')),
        modifiers,
        tie('metric'),
      )
      .map(([left, op, modified, right]) => `${left} ${op}${modified} ${right}`),
    fc.tuple(tie('metric'), fc.constantFrom('+', '^', '<'), number).map((parts) => parts.join(' ')),
    fc.tuple(tie('metric'), text, text, text).map((args) => `label_replace(${args.join(', ')}, "(.*)x")`),
    tie('metric').map((inner) => `(${inner})`),
  ),
}));

/** Words of queries in any order. */
const words = fc.constantFrom(
  ...[
    '{',
    '}',
    '{a="b"}',
    '(',
    ')',
    '[5m]',
    '[',
    ']',
    ',',
    '=',
    '!=',
    '|=',
    '|',
    '"x"',
    '`',
    '"',
    '-',
    '^',
    '5',
    '1.5s',
    '2KB',
  ],
  ...[
    'a',
    'or',
    'and',
    'json',
    'logfmt',
    '--strict',
    'unwrap',
    'ip(',
    'drop',
    'rate(',
    'sum',
    'by',
    'on',
    'bool',
    'offset',
  ],
  ...['label_replace(', 'vector(', 'topk(', '#', '\n', '日', '\ud800', '0x', '1e'],
);

describe('expressions', () => {
  it.each([true, false])('parsed from what was printed are the same (over several lines: %s)', (pretty) => {
    fc.assert(
      fc.property(fc.oneof(log, metric), (query) => {
        // Powers of powers come to infinity, which no query can say.
        fc.pre(query.indexOf('^') === query.lastIndexOf('^'));
        const expression = parse(query);
        const printed = printExpression(expression, { pretty });
        // How amounts were written is not kept.
        expect(withoutTexts(parse(printed))).toEqual(withoutTexts(expression));
      }),
      { numRuns: 1000 },
    );
  });

  it('never fail but with a message of a parse error, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.array(words, { maxLength: 12 }).map((list) => list.join(' ')),
        (query) => {
          try {
            printExpression(parse(query), { pretty: true });
          } catch (error) {
            expect((error as Error).message).toMatch(/^parse error( at line \d+, col \d+)?( :|:) ./);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

const withoutTexts = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, part: unknown) => (key === 'text' ? undefined : part)));
