import { describe, expect, it } from 'vitest';
import { isInRange, parseIpAddress, parseIpRange } from './ip-range.js';

describe('parseIpAddress', () => {
  it.each<[string, bigint, bigint]>([
    ['0.0.0.0', 0n, 0n],
    ['255.255.255.255', 0n, 0xffffffffn],
    ['::', 0n, 0n],
    ['::1', 0n, 1n],
    ['1::', 1n << 48n, 0n],
    ['2001:0DB8:0000:0000:0000:0000:0000:0001', 0x20010db800000000n, 1n],
    ['1:2:3:4:5:6:7:8', 0x0001000200030004n, 0x0005000600070008n],
    ['::ffff:10.0.0.1', 0n, 0xffff0a000001n],
    ['1:2:3:4:5:6:7::', 0x0001000200030004n, 0x0005000600070000n],
  ])('reads %s', (text, high, low) => expect(parseIpAddress(text)).toMatchObject({ high, low }));

  it.each([
    '',
    '1.2.3',
    '1.2.3.4.5',
    '01.2.3.4',
    '256.1.1.1',
    '1.2.3.4.',
    ':',
    ':1',
    '1:',
    ':::',
    '1::2::3',
    '12345::',
    '1:2:3:4:5:6:7',
    '1:2:3:4:5:6:7:8:9',
    '1:2:3:4:5:6:7:8::',
    '1.2.3.4::',
    '::1.2.3.4:1',
    'fe80::1%eth0',
    `::${'0'.repeat(100)}1`,
  ])('refuses %j', (text) => expect(parseIpAddress(text)).toBeUndefined());
});

describe('parseIpRange', () => {
  it.each<[string, string, boolean]>([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3', '10.1.2.4', false],
    ['10.9.9.9/8', '10.0.0.0', true],
    ['10.0.0.0/8', '11.0.0.0', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', false],
    ['0.0.0.0/0', '255.255.255.255', true],
    ['192.168.4.5-192.168.255.254', '192.168.255.254', true],
    ['192.168.4.5-192.168.255.254', '192.168.4.4', false],
    ['::/0', 'ffff::', true],
    ['::/0', '1.2.3.4', false],
    ['2001:db8::/32', '2001:db8:ffff::', true],
    ['2001:db8::/32', '2001:db9::', false],
    ['2001:db8::1-2001:db8::ff', '2001:db8::ff', true],
  ])('%s has %s: %s', (range, address, answer) =>
    expect(isInRange(parseIpAddress(address)!, parseIpRange(range)!)).toBe(answer),
  );

  it.each([
    '',
    'x',
    '1.2.3.4/33',
    '1.2.3.4/08',
    '1.2.3.4/',
    '::/129',
    '1.2.3.4-1.2.3.3',
    '1.2.3.4-::',
    '1.2.3.4-',
    '1.2.3.4 - 1.2.3.5',
  ])('refuses %j', (text) => expect(parseIpRange(text)).toBeUndefined());
});
