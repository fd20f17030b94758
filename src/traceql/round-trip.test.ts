import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { parse, parseField } from './parser.js';
import { printField } from './print.js';
import { printQuery } from './print-query.js';

const joined = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((list) => list.join(' '));
const list = (item: fc.Arbitrary<string>, separator = ', ') =>
  fc.array(item, { minLength: 1, maxLength: 3 }).map((items) => items.join(separator));
const constant = (...words: string[]) => fc.constantFrom(...words);

const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 6 })
  .map((text) => `"${text.replaceAll(/["\\]/g, '\\$&').replaceAll(/\p{Cs}/gu, 'x')}"`);
const field = fc.oneof(
  constant(
    '.a',
    '."5"',
    'span.5',
    'span.http.status_code',
    'resource.service.namespace',
    'event.x-y',
    'link.z',
    'instrumentation.日',
  ),
  fc.tuple(constant('.', 'span.', 'resource.'), name).map((parts) => parts.join('')),
);
const numberField = fc.oneof(field, constant('duration', 'span:childCount', 'nestedSetLeft', 'trace:duration'));
const textField = fc.oneof(field, constant('name', 'trace:rootName', 'span:id', 'event:name', 'link:traceID'));
const anyField = fc.oneof(numberField, textField, constant('status', 'span:kind'));

/** Few digits: powers of long fractions may differ in their last bit between two runs of the same code. */
const number = fc.oneof(
  fc.integer({ min: 0, max: 80 }).map((eighths) => String(eighths / 8)),
  constant('1m30s', '29900us', '1.5h', '2d', '0s', '42.0', '1e300', '9007199254740993', 'minInt', 'maxInt'),
);
const text = fc
  .string({ unit: 'binary', maxLength: 6 })
  .map((value) => JSON.stringify(value.replaceAll(/[^\x20-\x7eß日🚀`]/gu, 'x')));
const comparison = constant('=', '!=', '<', '<=', '>', '>=');
const arithmetic = constant('+', '-', '*', '/', '%', '^');

const { condition } = fc.letrec<{ amount: string; condition: string }>((tie) => ({
  amount: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    numberField,
    number,
    joined(tie('amount'), arithmetic, tie('amount')),
    fc.oneof(numberField, tie('amount')).map((inner) => `-(${inner})`),
    tie('amount').map((inner) => `(${inner})`),
  ),
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    joined(tie('amount'), comparison, tie('amount')),
    joined(textField, comparison, text),
    joined(textField, constant('=~', '!~'), constant('"a.*"', '`[^b]+`')),
    joined(field, constant('= nil', '!= nil', '')),
    constant('status = error', 'unset != status', 'kind = server', 'true', '"x" =~ "y"'),
    joined(tie('condition'), constant('&&', '||'), tie('condition')),
    tie('condition').map((inner) => `!(${inner})`),
    tie('condition').map((inner) => `(${inner})`),
  ),
}));

const filter = fc.oneof(
  constant('{ }'),
  condition.map((inner) => `{ ${inner} }`),
);
const STRUCTURAL = ['>', '>>', '<', '<<', '~'];
const spansetOperator = constant('&&', '||', ...STRUCTURAL.flatMap((op) => [op, `!${op}`, `&${op}`]));
const aggregate = fc.oneof(
  constant('count()'),
  fc.tuple(constant('avg', 'min', 'max', 'sum'), numberField).map(([op, inner]) => `${op}(${inner})`),
);
const stage = fc.oneof(
  filter,
  joined(aggregate, comparison, number),
  anyField.map((inner) => `by(${inner})`),
  constant('coalesce()'),
  list(anyField).map((inner) => `select(${inner})`),
);

const { pipeline } = fc.letrec<{ spansets: string; pipeline: string }>((tie) => ({
  spansets: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    filter,
    joined(tie('spansets'), spansetOperator, tie('spansets')),
    tie('spansets').map((inner) => `(${inner})`),
  ),
  pipeline: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    tie('spansets'),
    fc.tuple(tie('pipeline'), stage).map((parts) => parts.join(' | ')),
    fc
      .tuple(tie('pipeline'), stage, spansetOperator, tie('pipeline'))
      .map(([left, last, op, right]) => `(${left} | ${last}) ${op} (${right})`),
  ),
}));

const grouping = fc.oneof(
  constant(''),
  list(anyField).map((inner) => `by (${inner})`),
);
const metricsFunction = fc.oneof(
  joined(constant('rate()', 'count_over_time()'), grouping),
  fc
    .tuple(constant('min', 'max', 'avg', 'sum', 'histogram'), anyField, grouping)
    .map(([op, inner, by]) => `${op}_over_time(${inner}) ${by}`),
  fc.tuple(numberField, grouping).map(([inner, by]) => `quantile_over_time(${inner}, 0.5, .99, 1) ${by}`),
);
const secondStages = fc
  .array(fc.oneof(constant('| topk(3)', '| bottomk(1)', '> 1.5s', '<= -2 * 3'), joined(comparison, number)), {
    maxLength: 2,
  })
  .map((parts) => parts.join(' '));

const { metrics } = fc.letrec<{ metrics: string; operand: string }>((tie) => ({
  metrics: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.tuple(pipeline, metricsFunction, secondStages).map(([of, fn, behind]) => `${of} | ${fn} ${behind}`),
    filter.map((selection) => `${selection} | compare(${selection}, 5, 10, 20)`),
    fc
      .tuple(tie('operand'), constant('+', '-', '*', '/'), tie('operand'), secondStages)
      .map((parts) => parts.join(' ')),
  ),
  operand: fc
    .tuple(pipeline, metricsFunction, secondStages, constant('', '2 *', '3 -'))
    .map(([of, fn, behind, before]) => `${before} (${of} | ${fn} ${behind})`),
}));
const hints = constant('', 'with (most_recent=true)', 'with (a=`x`, b=-1.0, c=error)');

/** Words of queries in any order. */
const words = constant(
  ...['{', '}', '(', ')', '{ }', '| ', ',', '=', '!=', '=~', '&&', '||', '!', '-', '^', '*', '>', '!>>', '&~', '~'],
  ...['"x"', '`', '"', "'", '5', '1.5s', '1e', '0x', 'nil', 'error', 'name', 'span:', 'span.', '."', '.a', 'parent.a'],
  ...['count()', 'avg(', 'by(', 'select(', 'coalesce()', 'rate()', 'rate() by (', 'topk(', 'compare({ }', 'with', '/*'],
  ...['quantile_over_time(', '({ } | rate())', '\n', '//', '日', '\ud800', '\\', '\u0000', 'minInt', '1 / 0'],
);

describe('queries', () => {
  it('parsed from what was printed are the same', () => {
    fc.assert(
      fc.property(fc.oneof(pipeline, metrics), hints, (query, behind) => {
        const parsed = parse(`${query} ${behind}`);
        expect(parse(printQuery(parsed))).toEqual(parsed);
      }),
      { numRuns: 2000 },
    );
  });

  it('keep the sign of a zero', () => {
    for (const query of ['{ -0.0 = duration }', '{ 0 * -3.5 = duration }']) {
      const parsed = parse(query);
      expect(parse(printQuery(parsed))).toEqual(parsed);
    }
  });

  it('never fail but with a message, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), constant(' ', ''), (parts, separator) => {
        const query = parts.join(separator);
        try {
          const parsed = parse(query);
          expect(parse(printQuery(parsed))).toEqual(parsed);
        } catch (error) {
          expect(error).toMatchObject({ name: 'QuartetError', code: 'invalid_argument' });
        }
      }),
      { numRuns: 5000 },
    );
  });
});

it('names of fields are read as they are printed', () => {
  fc.assert(
    fc.property(anyField, (written) => {
      const read = parseField(written)!;
      expect(parseField(printField(read))).toEqual(read);
    }),
  );
});
