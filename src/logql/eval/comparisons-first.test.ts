import { expect, it } from 'vitest';
import { parseLog } from '../parser.js';
import { printStage } from '../print.js';
import { comparisonsFirst } from './comparisons-first.js';

it.each([
  ['| json | __error__="" | v>0 | w="x"', '| json | v>0 | __error__="" | w="x"'],
  ['| json | __error__="" | v>0 or w>0 | u>1', '| json | u>1 | __error__="" | ( v>0 or w>0 )'],
  ['| __error__="" | v>0 | json', '| __error__="" | v>0 | json'],
  ['| json | __error__="" | drop a | v>0', '| json | __error__="" | drop a | v>0'],
  ['| json | v>0', '| json | v>0'],
])('%s is judged as %s', (written, judged) => {
  const { stages } = parseLog(`{a="b"} ${written}`);
  expect(comparisonsFirst(stages).map(printStage).join(' ')).toBe(judged);
});
