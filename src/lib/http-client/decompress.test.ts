import { gzipSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { decompress, TOO_LARGE } from './decompress.js';

const MIB = 1 << 20;

it.each([0, 1, 63, 500, 64 << 10, 600 << 10, 3 * MIB])('gives %i bytes of gzip whole', async (length) => {
  const whole = Buffer.from(Array.from({ length }, (_, i) => (i * 7) % 251));
  const body = await decompress(gzipSync(whole), 'gzip', 10 * MIB);
  expect(Buffer.compare(Buffer.from(body), whole)).toBe(0);
});

it('does not trust the length that a body says of itself', async () => {
  const whole = Buffer.alloc(3 * MIB, 'x');
  const members = Buffer.concat([gzipSync(whole), gzipSync(Buffer.from('end'))]);
  expect((await decompress(members, 'gzip', 10 * MIB)).length).toBe(3 * MIB + 3);
  await expect(decompress(members, 'gzip', MIB)).rejects.toThrow(TOO_LARGE);
  const small = Buffer.concat([gzipSync(Buffer.alloc(1000)), gzipSync(Buffer.from('end'))]);
  await expect(decompress(small, 'gzip', 500)).rejects.toThrow(TOO_LARGE);
  const wrong = gzipSync(Buffer.from('text'));
  wrong.writeUInt32LE(7, wrong.length - 4);
  await expect(decompress(wrong, 'gzip', MIB)).rejects.toThrow('incorrect length check');
});
