/**
 * IP addresses and ranges of them, as Go's net/netip reads them: no leading zeros in IPv4, one `::` in IPv6; an IPv4
 * address within IPv6 (`::ffff:10.0.0.1`) is another than the plain one. Addresses with a zone are none.
 * https://pkg.go.dev/net/netip#ParseAddr
 */
export interface IpAddress {
  readonly version: 4 | 6;
  /** The halves of an IPv6 address; an IPv4 address is in `low`. */
  readonly high: bigint;
  readonly low: bigint;
}

/** The addresses from one to another, both inclusive, of one version. */
export interface IpRange {
  readonly from: IpAddress;
  readonly to: IpAddress;
}

const MAX_LENGTH = '0000:0000:0000:0000:0000:0000:255.255.255.255'.length;

export function parseIpAddress(text: string): IpAddress | undefined {
  if (text.length > MAX_LENGTH) return undefined;
  if (text.includes(':')) return parseVersion6(text);
  const low = parseVersion4(text);
  return low === undefined ? undefined : { version: 4, high: 0n, low: BigInt(low) };
}

/** `10.0.0.1`, `10.0.0.0/8` or `10.0.0.1-10.0.0.9`; undefined where `text` is neither. */
export function parseIpRange(text: string): IpRange | undefined {
  const address = parseIpAddress(text);
  if (address !== undefined) return { from: address, to: address };
  const slash = text.lastIndexOf('/');
  if (slash >= 0) return parsePrefix(text.slice(0, slash), text.slice(slash + 1));
  const dash = text.indexOf('-');
  const from = parseIpAddress(text.slice(0, dash));
  const to = parseIpAddress(text.slice(dash + 1));
  if (dash < 0 || from === undefined || to === undefined) return undefined;
  return from.version === to.version && compare(from, to) <= 0 ? { from, to } : undefined;
}

export const isInRange = (address: IpAddress, { from, to }: IpRange): boolean =>
  address.version === from.version && compare(address, from) >= 0 && compare(address, to) <= 0;

/** Negative, 0 or positive. Both are of one version. */
function compare(a: IpAddress, b: IpAddress): number {
  if (a.high !== b.high) return a.high < b.high ? -1 : 1;
  return a.low === b.low ? 0 : a.low < b.low ? -1 : 1;
}

const LOW_64 = (1n << 64n) - 1n;

function parsePrefix(base: string, length: string): IpRange | undefined {
  const address = parseIpAddress(base);
  if (address === undefined || !/^(0|[1-9]\d{0,2})$/.test(length)) return undefined;
  const width = address.version === 4 ? 32 : 128;
  const bits = Number(length);
  if (bits > width) return undefined;
  const free = (1n << BigInt(width - bits)) - 1n;
  const whole = (address.high << 64n) | address.low;
  const bound = (value: bigint): IpAddress => ({ ...address, high: value >> 64n, low: value & LOW_64 });
  return { from: bound(whole & ~free), to: bound(whole | free) };
}

const BYTE = '(0|[1-9]\\d{0,2})';
const VERSION_4 = new RegExp(`^${BYTE}\\.${BYTE}\\.${BYTE}\\.${BYTE}$`);

function parseVersion4(text: string): number | undefined {
  const bytes = VERSION_4.exec(text);
  if (bytes === null) return undefined;
  let value = 0;
  for (let i = 1; i <= 4; i++) {
    const byte = Number(bytes[i]);
    if (byte > 255) return undefined;
    value = value * 256 + byte;
  }
  return value;
}

function parseVersion6(text: string): IpAddress | undefined {
  const [head = '', tail, ...more] = text.split('::');
  if (more.length > 0) return undefined;
  const before = groupsOf(head, tail === undefined);
  const behind = tail === undefined ? [] : groupsOf(tail, true);
  if (before === undefined || behind === undefined) return undefined;
  const missing = 8 - before.length - behind.length;
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined;
  const groups = [...before, ...new Array<number>(missing).fill(0), ...behind];
  const half = (at: number): bigint =>
    groups.slice(at, at + 4).reduce((bits, group) => (bits << 16n) | BigInt(group), 0n);
  return { version: 6, high: half(0), low: half(4) };
}

/** The groups of 16 bits between single colons; the last may be an IPv4 address. */
function groupsOf(text: string, isEnd: boolean): number[] | undefined {
  if (text === '') return [];
  const groups: number[] = [];
  const parts = text.split(':');
  for (const [i, part] of parts.entries()) {
    if (/^[0-9a-fA-F]{1,4}$/.test(part)) {
      groups.push(Number.parseInt(part, 16));
      continue;
    }
    const version4 = isEnd && i === parts.length - 1 ? parseVersion4(part) : undefined;
    if (version4 === undefined) return undefined;
    groups.push(version4 >>> 16, version4 & 0xffff);
  }
  return groups;
}
