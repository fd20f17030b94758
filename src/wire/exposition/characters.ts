/** Bytes that mean something in the text formats. */
export const TAB = 0x09;
export const LINE_FEED = 0x0a;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const HASH = 0x23;
export const COMMA = 0x2c;
export const EQUALS = 0x3d;
const BACKSLASH = 0x5c;
export const BRACE_OPEN = 0x7b;
export const BRACE_CLOSE = 0x7d;

const DIGIT = 1;
const LETTER = 2;
const COLON = 4;

const classes = new Uint8Array(256);
for (let byte = 0x30; byte <= 0x39; byte++) classes[byte] = DIGIT;
for (let byte = 0x41; byte <= 0x5a; byte++) classes[byte] = classes[byte + 0x20] = LETTER;
classes[0x5f] = LETTER;
classes[0x3a] = COLON;

/** Whether a name that is not quoted may begin with `byte`: letters and `_`, and `:` in names of metrics. */
export const beginsMetricName = (byte: number): boolean => (classes[byte]! & (LETTER | COLON)) !== 0;
export const beginsLabelName = (byte: number): boolean => classes[byte] === LETTER;
const inLabelName = (byte: number): boolean => (classes[byte]! & (LETTER | DIGIT)) !== 0;

/** Where the metric name that goes on at `at` ends. */
export function metricNameEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (classes[bytes[end]!]! > 0) end++;
  return end;
}

export function labelNameEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (end < bytes.length && inLabelName(bytes[end]!)) end++;
  return end;
}

/** Behind the closing quote of the string whose opening quote is at `at`; -1 where there is none. */
export function quotedEnd(bytes: Uint8Array, at: number): number {
  const { length } = bytes;
  for (let end = at + 1; end < length; end++) {
    const byte = bytes[end];
    if (byte === QUOTE) return end + 1;
    if (byte === BACKSLASH) end++;
  }
  return -1;
}

/** Behind the brace that closes the one before `start`, braces in quotes aside; -1 where there is none. */
export function bracesEnd(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  for (let at = start; at < length; at++) {
    const byte = bytes[at];
    if (byte === BRACE_CLOSE) return at + 1;
    if (byte === QUOTE) {
      at = quotedEnd(bytes, at) - 1;
      if (at < 0) return -1;
    }
  }
  return -1;
}

export const isDigit = (byte: number | undefined): boolean => byte !== undefined && classes[byte] === DIGIT;

/** Behind the spaces and tabs at `at`. */
export function blankEnd(bytes: Uint8Array, at: number): number {
  let end = at;
  while (bytes[end] === SPACE || bytes[end] === TAB) end++;
  return end;
}
