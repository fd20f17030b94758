import { expect, it } from 'vitest';
import { compileIpPattern } from './ip-filter.js';

it.each<[string, string, boolean]>([
  ['10.1.2.3', 'from 10.1.2.3 to 10.9.9.9', true],
  ['10.9.9.9', 'from 10.1.2.3 to 10.9.9.9', true],
  ['10.1.2.3', 'x10.1.2.3y', true],
  ['10.1.2.3', '10.1.2.3.4', false],
  ['10.1.2.3', 'at 10.1.2.3:8080', true],
  ['10.1.2.3', 'node:10.1.2.3', false],
  ['10.1.2.3', 'port:10.1.2.3', true],
  ['10.1.2.3', '10:05:00.290 10.1.2.3', true],
  ['0.0.0.0/0', 'no ip here 300.1.1.1 999.9.9.9', false],
  ['0.0.0.0/0', '1.2.3', false],
  ['0.0.0.0/0', '', false],
  ['10.0.0.0/8', '::ffff:10.0.0.1 mapped', false],
  ['::ffff:10.0.0.1', '::ffff:10.0.0.1 mapped', true],
  ['2001:db8::/32', 'v6 [2001:db8::ff]:443', true],
  ['2001:db8::1', 'ip=2001:0db8:0000:0000:0000:0000:0000:0001', true],
  ['::1', 'from ::1', true],
  ['fe80::/10', 'fe80::1%eth0', true],
])('ip(%j) in %j: %s', (pattern, text, answer) => expect(compileIpPattern(pattern)(text)).toBe(answer));

it('refuses what is no address, range or prefix', () => {
  expect(() => compileIpPattern('10.0.0')).toThrow('ip: invalid pattern: "10.0.0"');
});

it.each(['1.'.repeat(500_000), '::1'.repeat(300_000), 'a'.repeat(1_000_000), '1a:'.repeat(300_000)])(
  'reads a line of a megabyte once (%#)',
  (line) => expect(compileIpPattern('10.0.0.0/8')(line)).toBe(false),
);
