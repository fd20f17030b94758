import { goBytes, textOfGoBytes } from '../go-bytes.js';
import { quoteGo } from '../go-quote.js';
import { print } from './print-value.js';
import { TemplateError } from './template-error.js';
import type { TemplateFunction, TemplateFunctions, Value } from './value.js';

const HTML: Readonly<Record<string, string>> = {
  '"': '&#34;',
  "'": '&#39;',
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
};

const JS: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '"': '\\"' };

const PRINTABLE = /^[\p{L}\p{M}\p{N}\p{P}\p{S} ]$/u;

/** A text that may stand in HTML. https://pkg.go.dev/text/template#HTMLEscapeString */
export const escapeHtml = (text: string): string =>
  text.replace(/["'&<>]/g, (char) => HTML[char]!).replaceAll('\0', '\ufffd');

/** A text that may stand in a JavaScript string. https://pkg.go.dev/text/template#JSEscapeString */
const escapeJs = (text: string): string =>
  text.replace(/[\\'"<>&=]|(?!\x7f)\p{Cc}|\P{ASCII}/gu, (char) => {
    if (char > '\x7f' && PRINTABLE.test(char)) return char;
    return JS[char] ?? `\\u${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
  });

/** Of each byte that may not stand in a query of a URL. */
const ESCAPED_BYTES = Array.from({ length: 256 }, (_, byte) =>
  byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
);

/** https://pkg.go.dev/net/url#QueryEscape */
export const escapeQuery = (text: string): string =>
  text.replace(/[^A-Za-z0-9\-_.~]+/g, (run) => {
    let escaped = '';
    for (const byte of goBytes(run)) escaped += ESCAPED_BYTES[byte];
    return escaped;
  });

/** On one text, or on what several values are printed as. */
const escaping = (change: (text: string) => string): TemplateFunction => ({
  parameters: [],
  variadic: 'any',
  call: (values: readonly Value[], room) => {
    const text = print(values.map((one) => (one === undefined ? '<no value>' : one)));
    room.checkLength(text.length);
    return change(text);
  },
});

export const ESCAPE_FUNCTIONS: TemplateFunctions = {
  html: escaping(escapeHtml),
  js: escaping(escapeJs),
  urlquery: escaping(escapeQuery),
};

/** Throws `TemplateError` for a % without two digits. https://pkg.go.dev/net/url#QueryUnescape */
export function unescapeQuery(text: string): string {
  const bad = /%(?![0-9A-Fa-f]{2})/.exec(text);
  if (bad !== null) throw new TemplateError(`invalid URL escape ${quoteGo(text.slice(bad.index, bad.index + 3))}`);
  if (!/[%+]/.test(text)) return text;
  const bytes = [
    ...goBytes(text.replaceAll('+', ' '))
      .toString('latin1')
      .matchAll(/%(..)|[^%]/gs),
  ].map(([char, code]) => (code === undefined ? char.charCodeAt(0) : Number.parseInt(code, 16)));
  return textOfGoBytes(Uint8Array.from(bytes));
}
