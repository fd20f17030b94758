import { isAscii } from './go-bytes.js';

const WHITE_SPACE = /^\p{White_Space}$/u;

/** Small letters with an iota subscript: in upper case several characters to JavaScript, one to Go. */
const UPPER_OF_IOTA_SUBSCRIPTS = new Map([
  ...[0x1f80, 0x1f90, 0x1fa0].flatMap((first) =>
    Array.from({ length: 8 }, (_, i) => [String.fromCharCode(first + i), String.fromCharCode(first + i + 8)] as const),
  ),
  ['ᾳ', 'ᾼ'],
  ['ῃ', 'ῌ'],
  ['ῳ', 'ῼ'],
]);

/** Letters whose title case is not their upper case: digraphs, the title case in the middle, and those of Georgian. */
const TITLE_DIGRAPHS = ['Ǆǅǆ', 'Ǉǈǉ', 'Ǌǋǌ', 'Ǳǲǳ'];
const GEORGIAN = /[\u10d0-\u10ff]/;

/** Each character by itself, as Go does: `ß` has no upper case. */
function mapped(text: string, change: (char: string) => string): string {
  if (isAscii(text)) return change(text);
  let result = '';
  for (const char of text) {
    const other = change(char);
    result += [...other].length === 1 ? other : char === 'İ' ? 'i' : (UPPER_OF_IOTA_SUBSCRIPTS.get(char) ?? char);
  }
  return result;
}

/** https://pkg.go.dev/strings#ToLower */
export const lower = (text: string): string => mapped(text, (char) => char.toLowerCase());
/** https://pkg.go.dev/strings#ToUpper */
export const upper = (text: string): string => mapped(text, (char) => char.toUpperCase());

function titleCase(char: string): string {
  if (GEORGIAN.test(char)) return char;
  return TITLE_DIGRAPHS.find((forms) => forms.includes(char))?.charAt(1) ?? upper(char);
}

/** The first letter of each word in upper case; the others stay. https://pkg.go.dev/strings#Title */
export function title(text: string): string {
  let result = '';
  let isStart = true;
  for (const char of text) {
    result += isStart ? titleCase(char) : char;
    isStart = isAscii(char) ? !/\w/.test(char) : WHITE_SPACE.test(char);
  }
  return result;
}
