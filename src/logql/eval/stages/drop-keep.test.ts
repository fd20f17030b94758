import { expect, it } from 'vitest';
import type { DropOrKeep } from '../../ast.js';
import { EntryLabels } from '../entry-labels.js';
import { pipelineEntry } from '../stage.js';
import { compileDropOrKeep } from './drop-keep.js';

type Item = string | [name: string, op: '=' | '!=' | '=~' | '!~', value: string];

function after(kind: DropOrKeep['kind'], items: readonly Item[]): string {
  const labels = new EntryLabels(['app', 'api', 'env', 'prod'], ['trace_id', 'abc']);
  labels.set('parsed', 'name', 'Alice');
  labels.set('parsed', 'zero', '0');
  labels.fail('JSONParserErr', 'broken');
  const stage = compileDropOrKeep({
    kind,
    items: items.map((item) =>
      typeof item === 'string' ? { name: item } : { matcher: { name: item[0], op: item[1], value: item[2] } },
    ),
  });
  expect(stage(pipelineEntry(labels))).toBe(true);
  const short: Record<string, string> = { __error__: '!', __error_details__: '?' };
  return [...labels.entries()]
    .map(([name]) => short[name] ?? name)
    .sort()
    .join(' ');
}

it.each<[DropOrKeep['kind'], Item[], string]>([
  ['drop', ['name', 'zero'], '! ? app env trace_id'],
  ['drop', ['env', 'trace_id', 'nosuch', 'constructor'], '! ? app name zero'],
  ['drop', [['name', '=', 'bob']], '! ? app env name trace_id zero'],
  ['drop', [['name', '=~', 'A.*'], 'zero'], '! ? app env trace_id'],
  ['drop', [['name', '!=', 'bob']], '! ? app env trace_id zero'],
  ['drop', ['__error__'], '? app env name trace_id zero'],
  ['drop', [['__error__', '=~', '.*']], '? app env name trace_id zero'],
  ['drop', [['__error__', '=', 'LogfmtParserErr']], '! ? app env name trace_id zero'],
  ['drop', [['__error__', '=', 'JSONParserErr'], '__error_details__'], 'app env name trace_id zero'],
  ['drop', [['__error_details__', '=', 'broken']], '! app env name trace_id zero'],
  ['keep', ['name'], '! ? name'],
  ['keep', ['nosuch'], '! ?'],
  ['keep', ['app', 'trace_id', ['name', '=~', '.*l.*']], '! ? app name trace_id'],
  [
    'keep',
    [
      ['name', '=', 'bob'],
      ['name', '=', 'Alice'],
    ],
    '! ? name',
  ],
  ['keep', [['name', '!~', 'A.*']], '! ?'],
  ['keep', ['__error__'], '! ?'],
])('%s %j leaves %s', (kind, items, left) => expect(after(kind, items)).toBe(left));

it('drops the error of an entry, not a label called __error__', () => {
  const labels = new EntryLabels([], []);
  labels.set('parsed', '__error__', 'mine');
  compileDropOrKeep({ kind: 'drop', items: [{ name: '__error__' }] })(pipelineEntry(labels));
  expect([...labels.entries()]).toEqual([['__error__', 'mine', 'parsed']]);
});

it('refuses a bad regular expression', () => {
  const stage: DropOrKeep = { kind: 'keep', items: [{ matcher: { name: 'a', op: '=~', value: '[' } }] };
  expect(() => compileDropOrKeep(stage)).toThrow('parse error : error parsing regexp: missing closing ]: `[`');
});
