import { expect, it } from 'vitest';
import { formatGoDuration } from './duration.js';

it.each([
  [0n, '0s'],
  [1n, '1ns'],
  [1_100n, '1.1µs'],
  [2_200_000n, '2.2ms'],
  [3_300_000_000n, '3.3s'],
  [245_000_000_000n, '4m5s'],
  [245_001_000_000n, '4m5.001s'],
  [18_367_001_000_000n, '5h6m7.001s'],
  [-5_400_000_000_000n, '-1h30m0s'],
  [2n ** 63n - 1n, '2562047h47m16.854775807s'],
])('formatGoDuration(%s)', (ns, text) => expect(formatGoDuration(ns)).toBe(text));
