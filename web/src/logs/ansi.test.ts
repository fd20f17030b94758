import { expect, it } from 'vitest';
import { readAnsi, withoutAnsi } from './ansi';

it.each([
  ['plain', [{ text: 'plain', look: '' }]],
  ['', []],
  [
    '\u001b[31mred\u001b[0m and \u001b[1;92mbright\u001b[22m green',
    [
      { text: 'red', look: 'red' },
      { text: ' and ', look: '' },
      { text: 'bright', look: 'green bold' },
      { text: ' green', look: 'green' },
    ],
  ],
  ['\u001b[38;5;1mone of 256', [{ text: 'one of 256', look: 'red' }]],
  ['\u001b[38;2;1;2;3;4mof 24 bits', [{ text: 'of 24 bits', look: 'underline' }]],
  ['\u001b[2Kcleared\u001b]0;title\u0007', [{ text: 'cleared', look: '' }]],
])('%j', (line, runs) => {
  expect(readAnsi(line)).toEqual(runs);
  expect(withoutAnsi(line)).toBe(runs.map(({ text }) => text).join(''));
});
