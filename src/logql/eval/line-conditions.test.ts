import { expect, it } from 'vitest';
import type { LineFilter, Stage } from '../ast.js';
import { lineConditions } from './line-conditions.js';

const filter = (op: LineFilter['op'], ...values: string[]): LineFilter => ({
  kind: 'line-filter',
  op,
  alternatives: values.map((value) => ({ value, isIp: false })),
});

const JSON_STAGE: Stage = { kind: 'json', expressions: [] };
const LINE_FORMAT: Stage = { kind: 'line-format', template: '' };
const UNPACK: Stage = { kind: 'unpack' };
const IP: Stage = { kind: 'line-filter', op: '|=', alternatives: [{ value: '::1', isIp: true }] };

const shown = (stages: readonly Stage[]): string[] =>
  lineConditions(stages).map(
    ({ negated, kind, alternatives }) => `${negated ? 'not ' : ''}${kind} ${alternatives.join(' or ')}`,
  );

it.each<[string, Stage[], string[]]>([
  ['texts', [filter('|=', 'a', 'b'), filter('!=', 'c')], ['contains a or b', 'not contains c']],
  ['regular expressions', [filter('|~', 'a.b', 'c'), filter('!~', '\\d')], ['matches a.b or c', 'not matches \\d']],
  [
    'regular expressions of texts',
    [filter('|~', 'a|b\\.c'), filter('!~', '.*d.*', 'e')],
    ['contains a or b.c', 'not contains d or e'],
  ],
  ['texts without regard to case', [filter('|~', '(?i)a')], ['matches (?i)a']],
  ['behind parsers', [filter('|=', 'a'), JSON_STAGE, filter('|=', 'b')], ['contains a', 'contains b']],
  ['up to what changes the line', [filter('|=', 'a'), LINE_FORMAT, filter('|=', 'b')], ['contains a']],
  ['none behind unpack', [UNPACK, filter('|=', 'b')], []],
  ['no addresses, patterns', [IP, filter('|>', 'a'), filter('!>', 'a')], []],
  ['no bad expression', [filter('|~', '('), filter('|~', 'x{1001}'), filter('|=', 'a')], ['contains a']],
  ['no long counts', [filter('|~', '^x{200}$'), filter('|~', `[${'a'.repeat(1000)}]`)], []],
  ['no bytes that are no text', [filter('|=', '\udcff'), filter('|=', '\ufffd'), filter('|=', '😀')], ['contains 😀']],
  ['not very many', [filter('|=', ...Array.from({ length: 100 }, String))], []],
])('%s', (_, stages, conditions) => expect(shown(stages)).toEqual(conditions));
