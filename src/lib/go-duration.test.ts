import { expect, test } from 'vitest';
import { goDuration } from './go-duration.js';

test.each([
  [0, '0s'],
  [20, '20ms'],
  [1500, '1.5s'],
  [90_000, '1m30s'],
  [3_600_000, '1h0m0s'],
  [31 * 86_400_000, '744h0m0s'],
  [-61_000, '-1m1s'],
])('%d ms is %s', (ms, text) => expect(goDuration(ms)).toBe(text));
