import { describe, expect, it } from 'vitest';
import { fc } from '../../test/support/property.js';
import { formatFloat } from './format-float.js';

describe('formatFloat', () => {
  it.each([
    [0, '0'],
    [-0, '-0'],
    [1.5, '1.5'],
    [-1e21, '-1000000000000000000000'],
    [1.25e22, '12500000000000000000000'],
    [1e-7, '0.0000001'],
    [-1.5e-9, '-0.0000000015'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, '+Inf'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('%s is %s', (value, text) => expect(formatFloat(value)).toBe(text));

  it('reads back as the same double and never has an exponent', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = formatFloat(value);
        expect(text).not.toContain('e');
        expect(Number(text)).toBe(value);
      }),
    );
  });
});
