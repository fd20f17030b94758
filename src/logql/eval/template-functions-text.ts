import { goLength, goSlice } from '../../lib/go-bytes.js';
import { lower, title, upper } from '../../lib/go-letter-case.js';
import { TemplateError } from '../../lib/gotemplate/template-error.js';
import type { Room, TemplateFunction, TemplateFunctions } from '../../lib/gotemplate/value.js';

const WHITE_SPACE = /^\p{White_Space}$/u;

/** Takes characters for which `isCut` holds off the sides. */
function trimmed(text: string, isCut: (char: string) => boolean, left: boolean, right: boolean): string {
  const chars = [...text];
  let start = 0;
  let end = chars.length;
  while (left && start < end && isCut(chars[start]!)) start++;
  while (right && end > start && isCut(chars[end - 1]!)) end--;
  return chars.slice(start, end).join('');
}

const isSpace = (char: string): boolean => WHITE_SPACE.test(char);

function oneOf(cutset: string): (char: string) => boolean {
  const chars = new Set(cutset);
  return (char) => chars.has(char);
}

const withoutPrefix = (text: string, prefix: string): string =>
  text.startsWith(prefix) ? text.slice(prefix.length) : text;

const withoutSuffix = (text: string, suffix: string): string =>
  text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text;

/** The first `most` of `old`, all of them for a negative number. An empty one stands before each character and at the end. */
function replaced(text: string, old: string, by: string, most: number, room: Room): string {
  const parts = old === '' ? ['', ...text, ''] : text.split(old);
  const count = most < 0 ? parts.length - 1 : Math.min(most, parts.length - 1);
  room.checkLength(text.length + count * (by.length - old.length));
  const head = parts.slice(0, count + 1).join(by);
  const tail = parts.slice(count + 1).join(old);
  return count + 1 < parts.length ? `${head}${old}${tail}` : head;
}

function repeated(count: bigint, text: string, room: Room): string {
  if (count < 0n) throw new TemplateError('strings: negative Repeat count');
  room.checkLength(Number(count) * text.length);
  return text.repeat(Number(count));
}

function indented(spaces: bigint, text: string, room: Room): string {
  const margin = repeated(spaces, ' ', room);
  return margin + replaced(text, '\n', `\n${margin}`, -1, room);
}

/** The first bytes of a text, or the last ones for a negative number. */
function truncated(count: bigint, text: string): string {
  const length = goLength(text);
  if (count < 0n) return length + Number(count) > 0 ? goSlice(text, length + Number(count), length) : text;
  return length > count ? goSlice(text, 0, Number(count)) : text;
}

/** Bytes from `start` to before `end`: from the beginning for a negative start, to the end where `end` is none of the text. */
function substring(start: bigint, end: bigint, text: string): string {
  const length = BigInt(goLength(text));
  if (start < 0n) return sliced(text, 0n, end, length);
  return end < 0n || end > length ? sliced(text, start, length, length) : sliced(text, start, end, length);
}

function sliced(text: string, start: bigint, end: bigint, length: bigint): string {
  const failure = (bounds: string) => new TemplateError(`runtime error: slice bounds out of range [${bounds}`);
  if (end < 0n) throw failure(`:${end}]`);
  if (end > length) throw failure(`:${end}] with length ${length}`);
  if (start > end) throw failure(`${start}:${end}]`);
  return goSlice(text, Number(start), Number(end));
}

/** A text of exactly `count` characters: filled with spaces, or cut on the side that is not aligned. */
function aligned(count: bigint, text: string, isLeft: boolean, room: Room): string {
  const chars = [...text];
  const missing = Number(count) - chars.length;
  if (count < 0n || missing === 0) return text;
  if (missing < 0) return (isLeft ? chars.slice(0, Number(count)) : chars.slice(-missing)).join('');
  room.checkLength(text.length + missing);
  return isLeft ? text + ' '.repeat(missing) : ' '.repeat(missing) + text;
}

const ofText = (call: (text: string) => string): TemplateFunction => ({
  parameters: ['string'],
  call: ([text]) => call(text),
});

const ofTwo = (call: (first: string, second: string) => string | boolean): TemplateFunction => ({
  parameters: ['string', 'string'],
  call: ([first, second]) => call(first, second),
});

const ofNumberAndText = (call: (number: bigint, text: string, room: Room) => string): TemplateFunction => ({
  parameters: ['int', 'string'],
  call: ([number, text], room) => call(number, text, room),
});

/**
 * String manipulation. Those in capitals take the text first, the others last, so that they can stand in a pipeline.
 * https://grafana.com/docs/loki/latest/query/template_functions/#string-manipulation
 */
export const TEXT_FUNCTIONS: TemplateFunctions = {
  lower: ofText(lower),
  ToLower: ofText(lower),
  upper: ofText(upper),
  ToUpper: ofText(upper),
  title: ofText(title),
  trim: ofText((text) => trimmed(text, isSpace, true, true)),
  TrimSpace: ofText((text) => trimmed(text, isSpace, true, true)),
  trimAll: ofTwo((cutset, text) => trimmed(text, oneOf(cutset), true, true)),
  Trim: ofTwo((text, cutset) => trimmed(text, oneOf(cutset), true, true)),
  TrimLeft: ofTwo((text, cutset) => trimmed(text, oneOf(cutset), true, false)),
  TrimRight: ofTwo((text, cutset) => trimmed(text, oneOf(cutset), false, true)),
  trimPrefix: ofTwo((prefix, text) => withoutPrefix(text, prefix)),
  TrimPrefix: ofTwo(withoutPrefix),
  trimSuffix: ofTwo((suffix, text) => withoutSuffix(text, suffix)),
  TrimSuffix: ofTwo(withoutSuffix),
  contains: ofTwo((part, text) => text.includes(part)),
  hasPrefix: ofTwo((prefix, text) => text.startsWith(prefix)),
  hasSuffix: ofTwo((suffix, text) => text.endsWith(suffix)),
  replace: {
    parameters: ['string', 'string', 'string'],
    call: ([old, by, text], room) => replaced(text, old, by, -1, room),
  },
  Replace: {
    parameters: ['string', 'string', 'string', 'int'],
    call: ([text, old, by, most], room) => replaced(text, old, by, Number(most), room),
  },
  repeat: ofNumberAndText(repeated),
  indent: ofNumberAndText(indented),
  nindent: ofNumberAndText((spaces, text, room) => `\n${indented(spaces, text, room)}`),
  trunc: ofNumberAndText(truncated),
  substr: { parameters: ['int', 'int', 'string'], call: ([start, end, text]) => substring(start, end, text) },
  alignLeft: ofNumberAndText((count, text, room) => aligned(count, text, true, room)),
  alignRight: ofNumberAndText((count, text, room) => aligned(count, text, false, room)),
};
