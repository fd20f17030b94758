import { Lexer } from 'yaml';
import { QuartetError } from '../../model/errors.js';

/** Characters of one group. */
export const MAX_GROUP_TEXT = 256 << 10;

/** Parts of YAML: keys, values, marks, spaces. A rule has about 50. */
const MAX_TOKENS = 20_000;

const MAX_ALIASES = 100;

/** Lists and maps within each other, in brackets or begun on one line. Those on lines of their own are few: each is indented. */
const MAX_DEPTH = 50;

const DEEPER: Readonly<Record<string, number>> = { '[': 1, '{': 1, ']': -1, '}': -1 };

const BEGINS: ReadonlySet<string> = new Set(['-', '?']);

/** Throws `too_large` for a text of YAML that would take long to read: reading takes the square of the number of keys, and of aliases. */
export function checkText(text: string, what = 'the group', most: number = MAX_GROUP_TEXT): void {
  let tokens = 0;
  let aliases = 0;
  let depth = 0;
  let onLine = 0;
  const tooLarge = (problem: string) => new QuartetError('too_large', `${what} has ${problem}`);
  if (text.length > most) throw tooLarge(`${text.length} characters; at most ${most}`);
  for (const token of new Lexer().lex(text)) {
    if (++tokens > MAX_TOKENS) throw tooLarge(`more than ${MAX_TOKENS} keys, values and marks`);
    depth += DEEPER[token] ?? 0;
    onLine = token.startsWith('\n') ? 0 : onLine + (BEGINS.has(token) ? 1 : 0);
    if (depth + onLine > MAX_DEPTH) throw tooLarge(`more than ${MAX_DEPTH} lists or maps within each other`);
    if ((token.startsWith('&') || token.startsWith('*')) && ++aliases > MAX_ALIASES)
      throw tooLarge(`more than ${MAX_ALIASES} anchors and aliases`);
  }
}
