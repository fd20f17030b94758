// @vitest-environment happy-dom
import { createTheme, type Field, FieldType, getDisplayProcessor } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { legendValues, sortedBy } from './legend-values';
import { isolated, toggled } from './use-visibility';

const theme = createTheme();

function fieldOf(values: (number | null)[], unit: string): Field {
  const field: Field = { name: 'v', type: FieldType.number, config: { unit }, values };
  return { ...field, display: getDisplayProcessor({ field, theme }) };
}

describe('legendValues', () => {
  it('writes calculations in the unit of the field, counts without', () => {
    const found = legendValues(fieldOf([1, 3, null], 's'), ['max', 'lastNotNull', 'count', 'no-such'], theme);
    expect(found.map(({ title, text }) => `${title} ${text}`)).toEqual(['Max 3 s', 'Last * 3 s', 'Count 2']);
  });
});

describe('sortedBy', () => {
  it('puts what has no number last in both directions', () => {
    const rows = [2, Number.NaN, 10, 1];
    expect(sortedBy(rows, (n) => n, true)).toEqual([10, 2, 1, Number.NaN]);
    expect(sortedBy(rows, (n) => n, false)).toEqual([1, 2, 10, Number.NaN]);
  });
  it('sorts names as people do', () => {
    expect(sortedBy(['s10', 's9'], (name) => name, false)).toEqual(['s9', 's10']);
  });
});

describe('visibility', () => {
  const names = ['a', 'b', 'c'];
  it('isolates a series, and shows all again', () => {
    const alone = isolated(names, new Set(), 'b');
    expect([...alone]).toEqual(['a', 'c']);
    expect(isolated(names, alone, 'b').size).toBe(0);
  });
  it('toggles one', () => {
    expect([...toggled(new Set(['a']), 'a')]).toEqual([]);
    expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
  });
});
