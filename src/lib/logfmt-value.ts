const ESCAPES: Readonly<Record<string, string>> = {
  '"': '"',
  "'": "'",
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

const FOUR_DIGITS = /^[0-9a-fA-F]{4}$/;
const LONE_SURROGATES = /\p{Surrogate}/gu;
const SPACE = 0x20;

/**
 * The text of a quoted value with escapes in it, given without its quotes; half a surrogate pair becomes U+FFFD.
 * `undefined` when an escape is none, or a control character stands in it.
 */
export function unquoteLogfmt(written: string): string | undefined {
  for (let i = 0; i < written.length; i++) if (written.charCodeAt(i) < SPACE) return undefined;
  let text = '';
  let start = 0;
  for (let at = written.indexOf('\\'); at >= 0; at = written.indexOf('\\', start)) {
    text += written.slice(start, at);
    const char = written[at + 1] ?? '';
    const simple = ESCAPES[char];
    const digits = written.slice(at + 2, at + 6);
    if (simple !== undefined) text += simple;
    else if (char === 'u' && FOUR_DIGITS.test(digits)) text += String.fromCharCode(Number.parseInt(digits, 16));
    else return undefined;
    start = at + (simple === undefined ? 6 : 2);
  }
  return (text + written.slice(start)).replace(LONE_SURROGATES, '\ufffd');
}
