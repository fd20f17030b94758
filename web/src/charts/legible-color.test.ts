import { colorManipulator, createTheme } from '@grafana/data';
import { describe, expect, it } from 'vitest';
import { CONTRAST, legible } from './legible-color';

const contrastOf = (color: string, background: string) => colorManipulator.getContrastRatio(color, background);

describe('legible', () => {
  it.each(['dark', 'light'] as const)('can be read in the %s theme', (mode) => {
    const theme = createTheme({ colors: { mode } });
    const surface = theme.colors.background.primary;
    for (const name of ['orange', 'yellow', 'red', 'blue', 'dark-red', 'super-light-green']) {
      const text = legible(theme.visualization.getColorByName(name), theme, CONTRAST.text);
      expect(contrastOf(text, surface), name).toBeGreaterThanOrEqual(CONTRAST.text);
    }
  });

  it('leaves what can be read and what is no colour', () => {
    const theme = createTheme({ colors: { mode: 'light' } });
    expect(legible('#000000', theme, CONTRAST.text)).toBe('#000000');
    expect(legible('var(--text)', theme, CONTRAST.text)).toBe('var(--text)');
  });
});
