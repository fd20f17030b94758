import { type IpRange, isInRange, parseIpAddress, parseIpRange } from '../../../lib/ip-range.js';
import { QuartetError } from '../../../model/errors.js';

/**
 * Matching IP addresses. https://grafana.com/docs/loki/latest/query/ip/
 *
 * Whether one of the addresses in a text is in the range that `pattern` gives: an address, a range or a prefix. Throws
 * `invalid_argument` where it is none of them.
 */
export function compileIpPattern(pattern: string): (text: string) => boolean {
  const range = parseIpRange(pattern);
  if (range === undefined) {
    throw new QuartetError('invalid_argument', `ip: invalid pattern: ${JSON.stringify(pattern)}`);
  }
  return (text) => hasAddressIn(text, range);
}

const DIGIT = 1;
const HEXADECIMAL = 2;
const DOT = 4;
const COLON = 8;

const KINDS = new Uint8Array(128);
for (const char of '0123456789') KINDS[char.charCodeAt(0)] = DIGIT | HEXADECIMAL;
for (const char of 'abcdefABCDEF') KINDS[char.charCodeAt(0)] = HEXADECIMAL;
KINDS['.'.charCodeAt(0)] = DOT;
KINDS[':'.charCodeAt(0)] = COLON;

const kindAt = (text: string, at: number): number => KINDS[text.charCodeAt(at)] ?? 0;

/** The end of the run of characters of these kinds that begins at `at`. */
function runEnd(text: string, at: number, kinds: number): number {
  let end = at;
  while ((kindAt(text, end) & kinds) !== 0) end++;
  return end;
}

/**
 * Takes all that may be part of an address of one version as a whole, as Loki does: `10.1.2.3.4` holds no address, and
 * neither does `node:10.1.2.3`, in which `de:10.1.2.3` is taken for IPv6.
 */
function hasAddressIn(text: string, range: IpRange): boolean {
  if (!text.includes(range.from.version === 4 ? '.' : ':')) return false;
  for (let at = 0; at < text.length; ) {
    const version = versionAt(text, at);
    if (version === undefined) {
      at++;
      continue;
    }
    const end = runEnd(text, at, version === 4 ? DIGIT | DOT : HEXADECIMAL | COLON | DOT);
    const address = version === range.from.version ? parseIpAddress(text.slice(at, end)) : undefined;
    if (address !== undefined && isInRange(address, range)) return true;
    at = end;
  }
  return false;
}

/** Which address may begin here: up to three digits and a dot, up to four hexadecimal digits and a colon, or `::1`. */
function versionAt(text: string, at: number): 4 | 6 | undefined {
  let kind = kindAt(text, at);
  if (kind === COLON)
    return kindAt(text, at + 1) === COLON && (kindAt(text, at + 2) & HEXADECIMAL) !== 0 ? 6 : undefined;
  let digits = true;
  for (let length = 0; (kind & HEXADECIMAL) !== 0; kind = kindAt(text, at + length)) {
    if (++length > 4) return undefined;
    digits &&= (kind & DIGIT) !== 0 && length < 4;
    const next = kindAt(text, at + length);
    if (next === DOT && digits) return 4;
    if (next === COLON) return 6;
  }
  return undefined;
}
