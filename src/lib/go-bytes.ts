/**
 * Texts as Go sees them: bytes in UTF-8. Bytes that are no UTF-8 stand as lone surrogates U+DC80 to U+DCFF (`readGoString`),
 * so that what was cut between them can be joined again; `toWellFormed` makes them U+FFFD when a text leaves the program.
 */

const BEYOND_ASCII = /[\u0080-\uffff]/;
const LONE_BYTE = /[\udc80-\udcff]/;
const LONE_BYTES = /[\udc80-\udcff]{2}/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

export const isAscii = (text: string): boolean => !BEYOND_ASCII.test(text);

/** Go's `len(text)`. */
export function goLength(text: string): number {
  return isAscii(text) ? text.length : goBytes(text).length;
}

/** Go's `text[start:end]`, in bytes; the bounds must lie in the text. */
export function goSlice(text: string, start: number, end: number): string {
  return isAscii(text) ? text.slice(start, end) : textOfGoBytes(goBytes(text).subarray(start, end));
}

/** The bytes of a text. */
export function goBytes(text: string): Buffer {
  if (!LONE_BYTE.test(text)) return Buffer.from(text);
  const parts: Buffer[] = [];
  let from = 0;
  for (const match of text.matchAll(LONE_SURROGATE)) {
    const code = match[0].charCodeAt(0);
    if (code < 0xdc80 || code > 0xdcff) continue;
    parts.push(Buffer.from(text.slice(from, match.index)), Buffer.of(code - 0xdc00));
    from = match.index + 1;
  }
  return Buffer.concat([...parts, Buffer.from(text.slice(from))]);
}

/** The text of bytes, which need not be UTF-8. */
export function textOfGoBytes(bytes: Uint8Array): string {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString();
  if (!text.includes('\ufffd')) return text;
  let exact = '';
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    exact +=
      length === 0 ? String.fromCharCode(0xdc00 + bytes[at]!) : Buffer.from(bytes.subarray(at, at + length)).toString();
    at += length === 0 ? 1 : length;
  }
  return exact;
}

/** Length of the UTF-8 sequence at `at`; 0 where there is none. https://www.unicode.org/versions/latest/ table 3-7 */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const lead = bytes[at]!;
  if (lead < 0x80) return 1;
  const length = lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) if (((bytes[at + i] ?? 0) & 0xc0) !== 0x80) return 0;
  const second = bytes[at + 1] ?? 0;
  if (lead === 0xe0 && second < 0xa0) return 0;
  if (lead === 0xed && second >= 0xa0) return 0;
  if (lead === 0xf0 && second < 0x90) return 0;
  if (lead === 0xf4 && second >= 0x90) return 0;
  return length;
}

/** A text that may leave the program: bytes that make up characters become those, each other byte U+FFFD. */
export function toWellFormed(text: string): string {
  const joined = LONE_BYTES.test(text) ? textOfGoBytes(goBytes(text)) : text;
  return joined.toWellFormed();
}
