// @vitest-environment happy-dom
import { createTheme, type Field, FieldType, getDisplayProcessor } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { tickSteps, tickTexts } from './ticks';

const displayOf = (unit: string, decimals?: number) => {
  const field: Field = {
    name: 'v',
    type: FieldType.number,
    config: { unit, ...(decimals !== undefined && { decimals }) },
    values: [],
  };
  return getDisplayProcessor({ field, theme: createTheme() });
};

describe('tickTexts', () => {
  it.each([
    ['bytes', [1_048_576, 1_572_864, 2_097_152], 524_288, ['1 MiB', '1.5 MiB', '2 MiB']],
    ['s', [0.1, 0.2, 0.30000000000000004], 0.1, ['100 ms', '200 ms', '300 ms']],
    ['percentunit', [0, 0.25, 0.5], 0.25, ['0%', '25%', '50%']],
    ['reqps', [1000, 1100, 1200], 100, ['1K req/s', '1.1K req/s', '1.2K req/s']],
    ['currencyUSD', [0, 0.5, 1, 1.5], 0.5, ['$0.00', '$0.50', '$1.00', '$1.50']],
    ['currencyUSD', [-1, 0, 1, 2], 1, ['-$1', '$0', '$1', '$2']],
    ['currencyUSD', [0, 0.005, 0.01], 0.005, ['$0.000', '$0.005', '$0.010']],
  ])('%s: as few decimals as say what the ticks are', (unit, ticks, step, expected) => {
    expect(tickTexts(ticks, step, displayOf(unit), undefined, unit)).toEqual(expected);
  });

  it('keeps the decimals of the field', () => {
    expect(tickTexts([1, 2], 1, displayOf('short', 2), 2)).toEqual(['1.00', '2.00']);
  });

  it('has no text for a tick that is filtered out', () => {
    expect(tickTexts([1, null, 100], 0, displayOf('short'), undefined)).toEqual(['1', '', '100']);
  });
});

describe('tickSteps', () => {
  it('counts bytes in powers of two and seconds as clocks do', () => {
    expect(tickSteps('bytes', undefined)).toContain(1024);
    expect(tickSteps('bytes', undefined)).not.toContain(1000);
    expect(tickSteps('s', undefined)).toEqual(expect.arrayContaining([0.5, 15, 300, 3600]));
  });

  it('has no steps that a fixed number of decimals cannot tell apart', () => {
    expect(tickSteps('short', 0)[0]).toBe(1);
    expect(tickSteps('short', 1)[0]).toBe(0.1);
  });

  it('ascends', () => {
    for (const unit of ['short', 's', 'ms', 'bytes']) {
      const steps = tickSteps(unit, undefined);
      expect(steps).toEqual([...steps].sort((a, b) => a - b));
    }
  });
});
