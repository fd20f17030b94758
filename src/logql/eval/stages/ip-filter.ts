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

/**
 * Where an address may begin, and all that may be part of one of its version. What follows is taken as a whole, as Loki
 * does: `10.1.2.3.4` holds no address, and neither does `node:10.1.2.3`, in which `de:10.1.2.3` is taken for IPv6.
 */
const CANDIDATE = /(?=[0-9]{1,3}\.)[0-9.]+|(?=[0-9a-fA-F]{1,4}:|::[0-9a-fA-F])[0-9a-fA-F:.]+/g;

function hasAddressIn(text: string, range: IpRange): boolean {
  if (!text.includes('.') && !text.includes(':')) return false;
  for (const [candidate] of text.matchAll(CANDIDATE)) {
    const address = parseIpAddress(candidate);
    if (address !== undefined && isInRange(address, range)) return true;
  }
  return false;
}
